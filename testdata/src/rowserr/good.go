package rowserr

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"log"
	"strings"
)

func asked(db *sql.DB) (n int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	for rows.Next() {
		n++
	}
	return n, rows.Err()
}

func askedAndLogged(r io.Reader) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	if err := sc.Err(); err != nil {
		log.Print(err)
	}
}

func inMemory(s string) (n int) {
	sc := bufio.NewScanner(strings.NewReader(s))
	for sc.Scan() {
		n++
	}
	return n
}

func first(db *sql.DB) (s string, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return "", err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&s); err != nil {
			return "", err
		}
		return s, nil
	}
	return "", rows.Err()
}

func check(sc *bufio.Scanner) error { return sc.Err() }

func helperAsks(r io.Reader) error {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	return check(sc)
}

func parameter(sc *bufio.Scanner) (n int) {
	for sc.Scan() {
		n++
	}
	return n
}

func deferredAsk(r io.Reader) (err error) {
	sc := bufio.NewScanner(r)
	defer func() { err = sc.Err() }()
	for sc.Scan() {
		fmt.Println(sc.Text())
	}
	return nil
}

func failsAnyway(r io.Reader) error {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		if sc.Text() == "x" {
			return nil
		}
	}
	return fmt.Errorf("no x")
}

func once(r io.Reader) string {
	sc := bufio.NewScanner(r)
	sc.Scan()
	return sc.Text()
}

func nextSet(db *sql.DB) error {
	rows, err := db.Query("SELECT 1; SELECT 2")
	if err != nil {
		return err
	}
	defer rows.Close()
	for {
		for rows.Next() {
			fmt.Println("row")
		}
		if !rows.NextResultSet() {
			break
		}
	}
	return rows.Err()
}

// The other error is told, and this one lost nothing to look like the end.
func otherErrorTold(db *sql.DB, fail func(error)) {
	rows, err := db.Query("select name from people")
	if err != nil {
		fail(err)
		return
	}
	for rows.Next() {
		var name string
		if err = rows.Scan(&name); err != nil {
			break
		}
	}
	if closeErr := rows.Close(); closeErr != nil {
		fail(closeErr)
		return
	}
	if err = rows.Err(); err != nil {
		fail(err)
	}
}

func sumRows(rows *sql.Rows) (n int) {
	for rows.Next() {
		n++
	}
	return n
}

// The caller asks.
func askedByCaller(db *sql.DB) (int, error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	n := sumRows(rows)
	return n, rows.Err()
}

// The field is read by one method and asked by another.
type batches struct{ rows *sql.Rows }

func openBatches(db *sql.DB) (*batches, error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return nil, err
	}
	return &batches{rows: rows}, nil
}

func (b *batches) fill(max int) (out []string) {
	for len(out) < max && b.rows.Next() {
		var s string
		if b.rows.Scan(&s) == nil {
			out = append(out, s)
		}
	}
	return out
}

func (b *batches) finish() error {
	b.rows.Close()
	return b.rows.Err()
}

type shown struct{ sc *bufio.Scanner }

func newShown(r io.Reader) *shown { return &shown{sc: bufio.NewScanner(r)} }

func (s *shown) scanner() *bufio.Scanner { return s.sc }

func (s *shown) count() (n int) {
	for s.sc.Scan() {
		n++
	}
	return n
}

type inText struct{ sc *bufio.Scanner }

func newInText(s string) *inText {
	return &inText{sc: bufio.NewScanner(strings.NewReader(s))}
}

func (t *inText) count() (n int) {
	for t.sc.Scan() {
		n++
	}
	return n
}

func singleAsked(db *sql.DB) (id int, err error) {
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return 0, err
		}
		return 0, sql.ErrNoRows
	}
	return id, rows.Scan(&id)
}

func prompt(r io.Reader) bool {
	sc := bufio.NewScanner(r)
	return sc.Scan() && sc.Text() == "y"
}

// Every caller passes memory.
func words(r io.Reader) (n int) {
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		n++
	}
	return n
}

func inBytes(b []byte) int { return words(bytes.NewReader(b)) }

func inBuffer(b *bytes.Buffer) int { return words(b) }

func lastLine(s string) io.Reader {
	if s == "" {
		return new(bytes.Buffer)
	}
	return strings.NewReader(s)
}

func fromHelper(s string) (n int) {
	sc := bufio.NewScanner(lastLine(s))
	for sc.Scan() {
		n++
	}
	return n
}
