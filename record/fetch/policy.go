package fetch

import (
	"fmt"
	"net/netip"
)

// notPublic lists the networks that are not the public internet, after the
// IANA special-purpose address registries (RFC 6890 and its updates).
var notPublic = []struct {
	net netip.Prefix
	is  string
}{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network"},
	{netip.MustParsePrefix("10.0.0.0/8"), "a private network"},
	{netip.MustParsePrefix("100.64.0.0/10"), "a provider's inner network"},
	{netip.MustParsePrefix("127.0.0.0/8"), "this machine"},
	{netip.MustParsePrefix("168.63.129.16/32"), "the data of a cloud machine"}, // a public number that Azure machines see as their host
	{netip.MustParsePrefix("169.254.0.0/16"), "the local link, where the data of cloud machines lie"},
	{netip.MustParsePrefix("172.16.0.0/12"), "a private network"},
	{netip.MustParsePrefix("192.0.0.0/24"), "a reserved network"},
	{netip.MustParsePrefix("192.0.2.0/24"), "a network of examples"},
	{netip.MustParsePrefix("192.88.99.0/24"), "a relay"},
	{netip.MustParsePrefix("192.168.0.0/16"), "a private network"},
	{netip.MustParsePrefix("198.18.0.0/15"), "a test network"},
	{netip.MustParsePrefix("198.51.100.0/24"), "a network of examples"},
	{netip.MustParsePrefix("203.0.113.0/24"), "a network of examples"},
	{netip.MustParsePrefix("224.0.0.0/4"), "a multicast address"},
	{netip.MustParsePrefix("240.0.0.0/4"), "a reserved network"},
	{netip.MustParsePrefix("2001::/23"), "a reserved network"}, // Teredo and others
	{netip.MustParsePrefix("2001:db8::/32"), "a network of examples"},
	{netip.MustParsePrefix("2002::/16"), "a relay"}, // 6to4: an IPv4 address in disguise
	{netip.MustParsePrefix("3fff::/20"), "a network of examples"},
}

// global is the part of IPv6 that is given out to the public internet.
var global = netip.MustParsePrefix("2000::/3")

// Public says whether an address is one of the public internet; the error
// says what it is instead.
func Public(a netip.Addr) error {
	if !a.IsValid() {
		return fmt.Errorf("no address")
	}
	shown := a
	a = a.WithZone("").Unmap()
	for _, p := range notPublic {
		if p.net.Contains(a) {
			return fmt.Errorf("%s is %s", shown, p.is)
		}
	}
	if a.Is6() && !global.Contains(a) {
		return fmt.Errorf("%s is no address of the public internet", shown)
	}
	return nil
}
