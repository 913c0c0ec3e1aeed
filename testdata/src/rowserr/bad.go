package rowserr

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"strings"
)

func names(db *sql.DB) ([]string, error) {
	rows, err := db.Query("SELECT name FROM u")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() { // want `rows.Err is not asked after the loop, so a failure looks like the end of the data`
		var s string
		rows.Scan(&s)
		out = append(out, s)
	}
	return out, nil
}

type repo struct{ db *sql.DB }

func (r *repo) count(ctx context.Context) (n int, err error) {
	rows, err := r.db.QueryContext(ctx, "SELECT 1")
	if err != nil {
		return 0, err
	}
	defer func() { rows.Close() }()
	for rows.Next() { // want `rows.Err is not asked`
		n++
	}
	return n, nil
}

func lines(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() { // want `sc.Err is not asked`
		fmt.Println(sc.Text())
	}
	return nil
}

func onOnePath(r io.Reader, strict bool) error {
	sc := bufio.NewScanner(r)
	for sc.Scan() { // want `sc.Err is not asked`
		fmt.Println(sc.Text())
	}
	if strict {
		return sc.Err()
	}
	return nil
}

func endless(r io.Reader) (n int) {
	sc := bufio.NewScanner(r)
	for {
		if !sc.Scan() { // want `sc.Err is not asked`
			break
		}
		n++
	}
	return n
}

func goroutine(r io.Reader, out chan<- string) {
	go func() {
		defer close(out)
		sc := bufio.NewScanner(r)
		for sc.Scan() { // want `sc.Err is not asked`
			out <- sc.Text()
		}
	}()
}

func generic[T any](r io.Reader, parse func(string) T) (all []T) {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() { // want `sc.Err is not asked`
		all = append(all, parse(sc.Text()))
	}
	return all
}

func countRows(rows *sql.Rows) (n int) {
	for rows.Next() { // want `rows.Err is not asked after the loop, so a failure looks like the end of the data`
		n++
	}
	return n
}

func byHelper(db *sql.DB) (int, error) {
	rows, err := db.Query("select 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	return countRows(rows), nil
}

type logFile struct {
	sc     *bufio.Scanner
	failed int
}

func openLog(r io.Reader) *logFile {
	l := &logFile{sc: bufio.NewScanner(r)}
	l.sc.Buffer(nil, 1<<20)
	return l
}

func (l *logFile) count() int {
	for l.sc.Scan() { // want `l.sc.Err is not asked after the loop, so a failure looks like the end of the data`
		if strings.HasPrefix(l.sc.Text(), "ERROR") {
			l.failed++
		}
	}
	return l.failed
}

func single(db *sql.DB) (id int, err error) {
	rows, err := db.Query("SELECT id FROM people LIMIT 1")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	if rows.Next() { // want `rows.Err is not asked after Next, so a failure looks like an empty result`
		return id, rows.Scan(&id)
	}
	return 0, sql.ErrNoRows
}
