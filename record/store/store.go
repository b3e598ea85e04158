package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"parley/internal/fault"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is the record in one file. It is safe for concurrent use; writes
// happen one after the other.
type Store struct {
	db   *sql.DB
	path string
	base *Set // claims that come with Parley; a new claim may be one of their facts

	raw    *pages // rows straight from the pages of a damaged file, once they were needed
	broken string // why the database could not be opened at all; db is nil then
}

// Open opens the record at path, makes it when it is not there, and brings an
// older one up to date. base may be nil. It refuses, with BadInput, a file
// that is no record, that is damaged, or that a newer Parley wrote.
func Open(ctx context.Context, path string, base *Set) (*Store, error) {
	s, err := openFile(ctx, path, base)
	if err != nil {
		return nil, s.explain(err)
	}
	return s, nil
}

// OpenDamaged is Open for those who ask what can be saved. A file that cannot
// be opened any more gives a store from which only Check and Export answer:
// they take the rows straight from its pages. It refuses what Open refuses
// when no row of a record is found there.
func OpenDamaged(ctx context.Context, path string, base *Set) (*Store, error) {
	s, err := openFile(ctx, path, base)
	if err == nil {
		return s, nil
	}
	told := s.explain(err)
	if ctx.Err() != nil || errors.Is(err, errNewer) || elsewhere(err) {
		return nil, told
	}
	p, err := readPages(path)
	if err != nil || p.empty() {
		return nil, told
	}
	return &Store{path: path, base: s.base, raw: p, broken: "the database cannot be opened; its rows were read from its pages"}, nil
}

// openFile opens a file. The store that it gives beside an error only
// explains it.
func openFile(ctx context.Context, path string, base *Set) (*Store, error) {
	s := &Store{path: path, base: base}
	if s.base == nil {
		s.base = &Set{}
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return s, err
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}
	q := url.Values{}
	q.Set("_txlock", "immediate")
	for _, p := range []string{"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "trusted_schema(0)"} {
		q.Add("_pragma", p)
	}
	u.RawQuery = q.Encode()
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return s, err
	}
	db.SetMaxOpenConns(1)
	s.db = db
	if err := s.migrate(ctx); err != nil {
		db.Close()
		return s, err
	}
	return s, nil
}

// Close ends the use of the file.
func (s *Store) Close() error {
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

// latest is the schema that this program knows.
func latest() (int64, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	top := int64(0)
	for _, n := range names {
		v, err := goose.NumericComponent(n)
		if err != nil {
			return 0, err
		}
		top = max(top, v)
	}
	return top, nil
}

// version reads the schema of the file; 0 for an empty one.
func (s *Store) version(ctx context.Context) (int64, error) {
	var tables, ours, pages int
	err := s.db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(name = 'goose_db_version'), 0), (SELECT page_count FROM pragma_page_count()) FROM sqlite_master WHERE type = 'table'`).Scan(&tables, &ours, &pages)
	if err != nil || ours == 0 {
		if err == nil && tables == 0 && pages > 1 { // never to be taken for a new file
			err = errNoSchema
		}
		if err == nil && tables > 0 {
			err = fault.Bad(s.path, "name another file with --db", "an SQLite database that holds no record (%d other tables)", tables)
		}
		return 0, err
	}
	var v sql.NullInt64
	err = s.db.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied`).Scan(&v)
	return v.Int64, err
}

// migrate brings the schema up to date. Two processes may meet here on a new
// file: the one that comes second finds the work done.
func (s *Store) migrate(ctx context.Context) error {
	want, err := latest()
	if err != nil {
		return err
	}
	for try := 0; ; try++ {
		have, err := s.version(ctx)
		if err != nil {
			return err
		}
		if have > want {
			return fmt.Errorf("%w: schema %d, and this Parley knows %d", errNewer, have, want)
		}
		if have == want {
			return nil
		}
		if err = s.up(ctx); err != nil && try == 20 {
			return err
		}
		if err != nil {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(50 * time.Millisecond):
			}
		}
	}
}

func (s *Store) up(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db, dir)
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}

// SQLite's primary result codes that people can do something about.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// What migrate finds that no code of SQLite tells.
var (
	errNewer    = errors.New("a newer Parley wrote the record")
	errNoSchema = errors.New("the page that names the tables is damaged")
)

// elsewhere says whether what stops the opening is not in the file: a lock,
// the rights to it, or the disk.
func elsewhere(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() & 0xff {
	case codeBusy, codeReadOnly, codeCantOpen, codeFull:
		return true
	}
	return false
}

// explain turns an error of the database into one for people.
func (s *Store) explain(err error) error {
	if errors.Is(err, errNewer) {
		return fault.Bad(s.path, "use the newer Parley, or name another file with --db", "%v", err)
	}
	var e *sqlite.Error
	if err == nil || !errors.As(err, &e) && !errors.Is(err, errNoSchema) {
		return err
	}
	if e == nil {
		return s.saveIt()
	}
	switch e.Code() & 0xff {
	case codeBusy:
		return fault.Bad(s.path, "wait for the other program, then try again; nothing was written", "another program has been writing to the record for 10 s")
	case codeReadOnly, codeCantOpen:
		return fault.Bad(s.path, "name a file in a folder you can write to", "the record cannot be opened: %v", e)
	case codeFull:
		return fault.Bad(s.path, "make room; what was acknowledged is safe", "the disk is full")
	case codeNotADB:
		return fault.Bad(s.path, fmt.Sprintf("name a record with --db; if this is one, save what can be read with 'parley record export --db %s --out saved.jsonl'", s.path),
			"not a record: the file is no SQLite database, or its head is damaged")
	case codeCorrupt:
		return s.saveIt()
	}
	return err
}

// saveIt says how the rows of a damaged file are saved.
func (s *Store) saveIt() error {
	return fault.Bad(s.path, fmt.Sprintf("save what can be read with 'parley record export --db %s --out saved.jsonl' and import it into a new file", s.path),
		"the record is damaged; 'parley record check --db %s' counts what is lost", s.path)
}
