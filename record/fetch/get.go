package fetch

import (
	"compress/gzip"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"parley/internal/fault"
)

// Options say how to ask. The zero Options are right for use.
type Options struct {
	Agent    string        // name and version of the program; empty for Parley
	Timeout  time.Duration // for the whole of it; 0 for 20 s
	MaxBytes int64         // of the page, unpacked; 0 for 8 MiB
	// Allow decides whether an address may be dialled; nil for Public. Tests
	// set it to reach a server on their own machine; nothing else does.
	Allow func(netip.Addr) error
}

const (
	defaultTimeout  = 20 * time.Second
	defaultMaxBytes = 8 << 20
	maxRedirects    = 5
)

// Answer is a page as it came.
type Answer struct {
	URL         string // where it came from, after redirects
	ContentType string // the header, as sent
	Body        []byte // unpacked
}

// IsAddress says whether what the user named is an address of the web.
func IsAddress(s string) bool {
	low := strings.ToLower(s)
	return strings.HasPrefix(low, "http://") || strings.HasPrefix(low, "https://")
}

// Get asks for one page. It returns Usage for an address that is none,
// NotFound for a page that is not there, and BadInput, with the remedy, for
// one that cannot be had: refused, too large, of another kind, in a network
// that is not public, or not in time.
func Get(ctx context.Context, address string, o Options) (*Answer, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fault.Misuse("copy the address from the browser", "not an address: %v", err)
	}
	if err := check(u); err != nil {
		return nil, fault.Misuse("give an address that begins with https:// or http:// and has no password in it", "%s: %v", u.Redacted(), err)
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	ctx, cancel := context.WithTimeout(ctx, o.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fault.Misuse("copy the address from the browser", "not an address: %v", err)
	}
	req.Header.Set("User-Agent", agent(o.Agent))
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8")
	req.Header.Set("Accept-Language", "en")
	req.Header.Set("Accept-Encoding", "gzip")
	res, err := client(&o).Do(req)
	if err != nil {
		return nil, explain(ctx, address, &o, err)
	}
	defer res.Body.Close()
	return answer(ctx, address, &o, res)
}

func agent(name string) string {
	if name == "" {
		name = "Parley"
	}
	return name + " (reads one news story that a person named; keeps no copy beyond that person's record)"
}

// check holds the rules for every address on the way, also those that
// redirects give.
func check(u *url.URL) error {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("%q is neither http nor https", u.Scheme)
	case u.User != nil:
		return errors.New("a name or password stands in the address")
	case u.Hostname() == "":
		return errors.New("it names no host")
	}
	return nil
}

// refused is a connection that the policy did not allow.
type refused struct{ why error }

func (r *refused) Error() string { return r.why.Error() }

// client makes the client of one request.
func client(o *Options) *http.Client {
	allow := o.Allow
	if allow == nil {
		allow = Public
	}
	// Control runs between the resolution of the name and the connection, on
	// the very address that is dialled.
	dialer := &net.Dialer{Timeout: o.Timeout / 2, Control: func(_, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err != nil {
			return &refused{err}
		}
		if err := allow(at.Addr()); err != nil {
			return &refused{err}
		}
		return nil
	}}
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                  nil, // none, whatever the environment says
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    o.Timeout / 2,
			ResponseHeaderTimeout:  o.Timeout,
			MaxResponseHeaderBytes: 64 << 10,
			DisableKeepAlives:      true,
			DisableCompression:     true, // unpacked below, within bounds
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			req.Header.Del("Referer")
			if len(via) > maxRedirects {
				return &refused{fmt.Errorf("more than %d redirects", maxRedirects)}
			}
			if err := check(req.URL); err != nil {
				return &refused{fmt.Errorf("redirected to %s: %w", req.URL.Redacted(), err)}
			}
			if via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme == "http" {
				return &refused{fmt.Errorf("redirected from https to http")}
			}
			return nil
		},
	}
}

const saveIt = "open it in a browser, save the page and give the file"

// explain turns a failed request into an error for people.
func explain(ctx context.Context, address string, o *Options, err error) error {
	var no *refused
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.As(err, &no):
		return fault.Bad(address, saveIt, "not asked for: %v", no.why)
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded) || isTimeout(err):
		return fault.Bad(address, "try again later, or "+saveIt, "no answer within %v", o.Timeout)
	case errors.As(err, &name):
		return fault.Bad(address, "check the address and the connection; every other command works offline", "the host %s is not known", name.Name)
	case errors.As(err, &certificate):
		return fault.Bad(address, saveIt, "the site does not prove who it is: %v", certificate.Err)
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // without the address a second time
	}
	return fault.Bad(address, "check the address and the connection, or "+saveIt, "cannot be reached: %v", err)
}

func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}

// answer reads the body of a good answer and explains any other.
func answer(ctx context.Context, address string, o *Options, res *http.Response) (*Answer, error) {
	if err := status(address, res); err != nil {
		return nil, err
	}
	kind := res.Header.Get("Content-Type")
	if kind != "" {
		media, _, err := mime.ParseMediaType(kind)
		if err != nil {
			media, _, _ = strings.Cut(kind, ";")
		}
		switch strings.ToLower(strings.TrimSpace(media)) {
		case "text/html", "application/xhtml+xml", "text/plain":
		default:
			return nil, fault.Bad(address, "give the address of the story's page", "the answer is %.60q, not a page", media)
		}
	}
	if res.ContentLength > o.MaxBytes {
		return nil, tooLarge(address, o)
	}
	body := io.Reader(res.Body)
	switch packed := strings.ToLower(res.Header.Get("Content-Encoding")); packed {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(io.LimitReader(res.Body, o.MaxBytes))
		if err != nil {
			return nil, fault.Bad(address, saveIt, "the answer is damaged: %v", err)
		}
		body = z
	default:
		return nil, fault.Bad(address, saveIt, "the answer is packed as %.30q, which was not asked for", packed)
	}
	b, err := io.ReadAll(io.LimitReader(body, o.MaxBytes+1))
	if err != nil {
		if isTimeout(err) || ctx.Err() != nil {
			return nil, explain(ctx, address, o, err)
		}
		return nil, fault.Bad(address, "try again, or "+saveIt, "the answer broke off after %d bytes: %v", len(b), err)
	}
	if int64(len(b)) > o.MaxBytes {
		return nil, tooLarge(address, o)
	}
	return &Answer{URL: res.Request.URL.String(), ContentType: kind, Body: b}, nil
}

func tooLarge(address string, o *Options) error {
	return fault.Bad(address, saveIt, "the page is larger than %d MiB", o.MaxBytes>>20)
}

// status explains an answer that brings no page.
func status(address string, res *http.Response) error {
	switch code := res.StatusCode; {
	case code == http.StatusOK || code == http.StatusNonAuthoritativeInfo:
		return nil
	case code == http.StatusNotFound || code == http.StatusGone:
		return fault.Missing(address, "check the address", "the site has no such page (%d)", code)
	case code == http.StatusUnauthorized || code == http.StatusPaymentRequired || code == http.StatusForbidden || code == http.StatusUnavailableForLegalReasons:
		return fault.Bad(address, "if you may read it, "+saveIt, "the site does not give the page to programs (%d)", code)
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		wait := ""
		if after := res.Header.Get("Retry-After"); after != "" && len(after) < 40 {
			wait = fmt.Sprintf("; it asks to wait: %q", after)
		}
		return fault.Bad(address, "try again later; Parley does not ask twice by itself", "the site is busy (%d)%s", code, wait)
	case code >= 500:
		return fault.Bad(address, "try again later", "the site has a fault (%d)", code)
	case code >= 300 && code < 400:
		return fault.Bad(address, saveIt, "the site redirects to nowhere (%d)", code)
	default:
		return fault.Bad(address, saveIt, "the site answers %d", code)
	}
}
