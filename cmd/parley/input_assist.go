package main

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"parley/internal/fault"
	"parley/record"
	"parley/record/assist"
)

// assistOptions name a language model that may propose further claims.
type assistOptions struct {
	Assist       string `help:"Ask the model behind this OpenAI-compatible address to propose further claims; they are listed apart." placeholder:"URL"`
	AssistModel  string `help:"The model, as the address calls it." placeholder:"NAME"`
	AssistKeyEnv string `help:"The environment variable that holds the key." placeholder:"VARIABLE"`
}

// check refuses options that do not fit before anything is asked.
func (o *assistOptions) check() error {
	if o.Assist == "" && o.AssistModel+o.AssistKeyEnv != "" {
		return fault.Misuse("add --assist URL", "--assist-model and --assist-key-env go with --assist")
	}
	if o.AssistKeyEnv != "" && os.Getenv(o.AssistKeyEnv) == "" {
		return fault.Misuse("set it, or leave --assist-key-env out", "the environment variable %s is not set", o.AssistKeyEnv)
	}
	return nil
}

// propose asks the model, if one is named.
func (a *app) propose(o *assistOptions, s *story, r *record.Reading) (*assist.Proposals, error) {
	if o.Assist == "" {
		return nil, nil
	}
	reg, err := record.Builtin()
	if err != nil {
		return nil, err
	}
	key := ""
	if o.AssistKeyEnv != "" {
		key = os.Getenv(o.AssistKeyEnv)
	}
	return assist.Ask(a.ctx, s.doc.Text, r.Claims, reg, assist.Options{URL: o.Assist, Model: o.AssistModel, Key: key})
}

// keptProposals reads the proposals of an earlier answer, as parley read
// --assist --format json printed it, and checks them against the text.
func keptProposals(path string, s *story) (*assist.Proposals, error) {
	raw, err := readFile(path)
	if err != nil {
		return nil, err
	}
	var kept struct {
		Proposals []assist.Proposal `json:"proposals"`
	}
	if err := json.Unmarshal(raw, &kept); err != nil || kept.Proposals == nil {
		return nil, fault.Bad(path, "give the output of parley read --assist --format json for one story", "it holds no proposals")
	}
	reg, err := record.Builtin()
	if err != nil {
		return nil, err
	}
	return assist.Again(kept.Proposals, s.doc.Text, reg)
}

// printProposals lists what a model proposes, apart from the claims.
func (a *app) printProposals(p *assist.Proposals) {
	if p == nil {
		return
	}
	fmt.Fprintf(a.stdout, "\n%s\n", a.paint("1", fmt.Sprintf("Proposed by %s: no claims until you accept them", oneLine(p.Model))))
	for _, x := range p.List {
		who := x.Giver
		if x.Receiver != "" {
			who += " to " + x.Receiver
		}
		said := ""
		if x.Speaker != "" {
			said = "; " + oneLine(x.Speaker)
		}
		if x.SameAs != "" {
			said += "; the rules have it as " + x.SameAs
		}
		fmt.Fprintf(a.stdout, "  %-9s %s  %-10s %s%s\n", x.ID, a.paint("36", fmt.Sprintf("%-16s", x.Type)), who, x.Modality, said)
		a.indented(12, "“"+oneLine(x.Quote)+"”")
	}
	if len(p.List) == 0 {
		fmt.Fprintln(a.stdout, "  nothing that holds against the text")
	}
	var reasons []string
	for why := range p.Dropped {
		reasons = append(reasons, why)
	}
	slices.Sort(reasons)
	for i, why := range reasons {
		reasons[i] = fmt.Sprintf("%d: %s", p.Dropped[why], why)
	}
	if len(reasons) > 0 {
		a.indented(2, a.paint("2", "dropped "+strings.Join(reasons, "; ")))
	}
}
