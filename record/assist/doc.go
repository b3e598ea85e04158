// Package assist asks a language model behind an OpenAI-compatible address
// for claims that the rules may have missed. It is off unless the user names
// the address and the model.
//
// What comes back is a list of proposals and nothing else. A proposal must
// quote words that stand in the text exactly so, name a type of the codebook
// and parties of the registers; otherwise it is dropped and counted. It is
// never among the claims of the reader, and goes on record only when the
// user accepts it by its id, marked with the model's name. The model gets
// the text and a list of types; it can call nothing, and whatever a text
// tells it to do, the worst it can answer is a proposal that a person
// refuses.
package assist
