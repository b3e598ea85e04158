// Package fetch makes the one request by which a story is read from the web:
// for the address that the user names, and no other.
//
// It says who asks, keeps no cookies, uses no proxy, runs nothing, asks for
// one page and goes away. It reaches public addresses only: every connection,
// also one that a redirect leads to, is checked at the moment of dialling
// against the address that the name was resolved to, so that neither a
// redirect nor a name that changes its address can lead into the user's own
// network or to the data of a cloud machine.
package fetch
