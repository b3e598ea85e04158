package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"parley/internal/fault"
)

// TestPublic holds the policy to the addresses that matter.
func TestPublic(t *testing.T) {
	refuse := strings.Fields(`127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255
		192.168.1.1 169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.18.0.1
		198.51.100.7 203.0.113.9 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
		:: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 fec0::1
		ff02::1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001:0:1::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1`)
	for _, s := range refuse {
		if Public(netip.MustParseAddr(s)) == nil {
			t.Errorf("%s is taken for public", s)
		}
	}
	for _, s := range strings.Fields("1.1.1.1 8.8.8.8 172.15.0.1 172.32.0.1 100.63.255.255 100.128.0.1 192.167.1.1 168.63.129.17 2606:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8") {
		if err := Public(netip.MustParseAddr(s)); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	if Public(netip.Addr{}) == nil {
		t.Error("no address is taken for public")
	}
}

// here lets a test reach its own machine.
func here(a netip.Addr) error {
	if !a.Unmap().IsLoopback() {
		return fmt.Errorf("%s is not the test's machine", a)
	}
	return nil
}

const story = "<html><p>Japan asked the United States to remove its tariffs on cars.</p></html>"

func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// TestRequest: what the site sees is one polite request.
func TestRequest(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://127.0.0.1:1")
	t.Setenv("http_proxy", "http://127.0.0.1:1")
	var asked []*http.Request
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r)
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		if r.URL.Path == "/old" {
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=shift_jis")
		fmt.Fprint(w, story)
	})
	a, err := Get(context.Background(), at+"/old", Options{Allow: here, Agent: "Parley/9"})
	if err != nil {
		t.Fatal(err)
	}
	if string(a.Body) != story || a.URL != at+"/new" || a.ContentType != "text/html; charset=shift_jis" {
		t.Errorf("got %+v", a)
	}
	if len(asked) != 2 {
		t.Fatalf("%d requests", len(asked))
	}
	for _, r := range asked {
		if !strings.HasPrefix(r.UserAgent(), "Parley/9 (") || r.Header.Get("Cookie")+r.Header.Get("Referer")+r.Header.Get("Authorization") != "" || r.Method != "GET" {
			t.Errorf("asked with %v", r.Header)
		}
	}
}

// TestPolicyInTransport: the same server is out of reach without the hook,
// under its number, under a name that resolves to it, and behind a redirect.
func TestPolicyInTransport(t *testing.T) {
	reached := false
	inner := serve(t, func(w http.ResponseWriter, r *http.Request) { reached = true; fmt.Fprint(w, story) })
	_, port, err := net.SplitHostPort(strings.TrimPrefix(inner, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{inner, "http://localhost:" + port + "/", "http://[::1]:" + port + "/", "http://[::ffff:127.0.0.1]:" + port + "/", "http://0.0.0.0:" + port + "/", "http://169.254.169.254/latest/meta-data/"} {
		_, err := Get(context.Background(), address, Options{Timeout: 5 * time.Second})
		if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "not asked for") && !strings.Contains(err.Error(), "not known") {
			t.Errorf("%s: %v", address, err)
		}
	}
	// A hook that knows the first server only stands for a public site that
	// redirects into the user's network.
	public := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inner, http.StatusFound) })
	dials := 0
	_, err = Get(context.Background(), public, Options{Allow: func(a netip.Addr) error {
		if dials++; dials == 1 {
			return nil
		}
		return Public(a)
	}})
	if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "this machine") {
		t.Errorf("redirect inwards: %v", err)
	}
	if reached {
		t.Error("the inner server was reached")
	}
}

// TestRefusals: every way in which a page cannot be had, with its message.
func TestRefusals(t *testing.T) {
	var zipped bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write(make([]byte, 64<<20))
	z.Close()
	hang := make(chan struct{})
	defer close(hang)
	at := serve(t, func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		switch r.URL.Path {
		case "/404", "/410", "/403", "/451", "/429", "/500", "/304":
			head.Set("Retry-After", "120")
			var code int
			fmt.Sscan(r.URL.Path[1:], &code)
			w.WriteHeader(code)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case "/password":
			http.Redirect(w, r, "http://me:secret@"+r.Host+"/", http.StatusFound)
		case "/pdf":
			head.Set("Content-Type", "application/pdf")
			fmt.Fprint(w, "%PDF")
		case "/bomb":
			head.Set("Content-Type", "text/html")
			head.Set("Content-Encoding", "gzip")
			w.Write(zipped.Bytes())
		case "/badgzip":
			head.Set("Content-Encoding", "gzip")
			head.Set("Content-Type", "text/html")
			fmt.Fprint(w, "no gzip")
		case "/brotli":
			head.Set("Content-Encoding", "br")
			head.Set("Content-Type", "text/html")
			fmt.Fprint(w, "x")
		case "/large":
			head.Set("Content-Type", "text/html")
			for range 100 {
				if _, err := w.Write(make([]byte, 1<<16)); err != nil {
					return
				}
			}
		case "/announced":
			head.Set("Content-Type", "text/html")
			head.Set("Content-Length", "999999999")
		case "/short":
			head.Set("Content-Type", "text/html")
			head.Set("Content-Length", "100")
			fmt.Fprint(w, "short")
		case "/slow":
			head.Set("Content-Type", "text/html")
			fmt.Fprint(w, "<p>")
			w.(http.Flusher).Flush()
			<-hang
		case "/silent":
			<-hang
		}
	})
	cases := []struct {
		path, says string
		kind       fault.Kind
	}{
		{"/404", "no such page (404)", fault.NotFound}, {"/410", "no such page", fault.NotFound},
		{"/403", "does not give the page to programs", fault.BadInput}, {"/451", "(451)", fault.BadInput},
		{"/429", `asks to wait: "120"`, fault.BadInput}, {"/500", "has a fault", fault.BadInput}, {"/304", "redirects to nowhere", fault.BadInput},
		{"/loop", "more than 5 redirects", fault.BadInput}, {"/file", "neither http nor https", fault.BadInput}, {"/password", "password", fault.BadInput},
		{"/pdf", `"application/pdf", not a page`, fault.BadInput}, {"/bomb", "larger than 1 MiB", fault.BadInput}, {"/badgzip", "damaged", fault.BadInput},
		{"/brotli", `packed as "br"`, fault.BadInput}, {"/large", "larger than 1 MiB", fault.BadInput}, {"/announced", "larger than 1 MiB", fault.BadInput},
		{"/short", "broke off after 5 bytes", fault.BadInput}, {"/slow", "no answer within", fault.BadInput}, {"/silent", "no answer within", fault.BadInput},
	}
	for _, c := range cases {
		t.Run(c.path, func(t *testing.T) {
			timeout := 5 * time.Second
			if c.path == "/slow" || c.path == "/silent" {
				timeout = 200 * time.Millisecond
			}
			_, err := Get(context.Background(), at+c.path, Options{Allow: here, Timeout: timeout, MaxBytes: 1 << 20})
			if fault.KindOf(err) != c.kind || !strings.Contains(fmt.Sprint(err), c.says) || strings.Contains(fmt.Sprint(err), "secret") {
				t.Errorf("%v", err)
			}
		})
	}
	for _, address := range []string{"ftp://a.example/", "file:///etc/passwd", "https://me:secret@a.example/", "https:///x", "http://%zz/", "gopher://a"} {
		_, err := Get(context.Background(), address, Options{})
		if fault.KindOf(err) != fault.Usage || strings.Contains(fmt.Sprint(err), "secret") {
			t.Errorf("%s: %v", address, err)
		}
	}
	tls := httptest.NewTLSServer(http.NotFoundHandler())
	defer tls.Close()
	if _, err := Get(context.Background(), tls.URL, Options{Allow: here}); fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "does not prove who it is") {
		t.Errorf("a certificate of nobody: %v", err)
	}
	err := explain(context.Background(), "http://a.example/", &Options{}, &net.DNSError{Name: "a.example", IsNotFound: true})
	if fault.KindOf(err) != fault.BadInput || !strings.Contains(err.Error(), "a.example is not known") {
		t.Errorf("an unknown host: %v", err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Get(stopped, at+"/silent", Options{Allow: here}); err != context.Canceled {
		t.Errorf("interrupted: %v", err)
	}
}
