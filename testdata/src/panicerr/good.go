package panicerr

import (
	"errors"
	"fmt"
	"os"
)

func returned(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return f, nil
}

func noErrorResult(path string) *os.File {
	f, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	return f
}

func MustOpen(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		panic(err)
	}
	return f, nil
}

func invariant(n int) (int, error) {
	if n < 0 {
		panic("negative")
	}
	if n == 0 {
		return 0, errors.New("zero")
	}
	return n, nil
}

func broken(n int) (int, error) {
	if n < 0 {
		panic(errors.New("negative"))
	}
	return n, nil
}

func recovered(path string) (f *os.File, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("open: %v", r)
		}
	}()
	f, err = os.Open(path)
	if err != nil {
		panic(err)
	}
	return f, nil
}

// The text is addressed to the programmer.
func text(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		panic("the file is part of the program: " + err.Error())
	}
	return b, nil
}

func explainedPanic(sync func() error) error {
	if err := sync(); err != nil {
		// A failed sync leaves nothing to go on with.
		panic(err)
	}
	return nil
}

type ledger struct {
	n   int
	log func(int) error
}

func (l *ledger) grow() { l.n++ }

// What is half done cannot be taken back.
func (l *ledger) commit() error {
	l.n++
	if err := l.log(l.n); err != nil {
		panic(err)
	}
	return nil
}

func (l *ledger) commitByMethod() error {
	l.grow()
	if err := l.log(l.n); err != nil {
		panic(err)
	}
	return nil
}

// announced panics if the file is damaged.
func announced(path string) ([]byte, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return b, nil
}

func announcedAbove(state []func() error) error {
	// Half of the state is written by then: panic instead of going on.
	for _, write := range state {
		if err := write(); err != nil {
			panic(err)
		}
	}
	return nil
}

type entries interface{ Append(entry string) error }

// A book that cannot write its entries cannot go on.
type book struct{ log entries }

func (b *book) put(entry string) error {
	if entry == "" {
		return errors.New("empty")
	}
	if err := b.log.Append(entry); err != nil {
		panic(err)
	}
	return nil
}

func (b *book) seal() {
	if err := b.log.Append("sealed"); err != nil {
		panic(err)
	}
}
