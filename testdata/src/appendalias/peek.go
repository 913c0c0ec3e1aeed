package appendalias

import (
	"bufio"
	"fmt"
	"sort"
)

// take lends what the reader has, and says so.
func take(r *bufio.Reader, n int) ([]byte, error) {
	p, err := r.Peek(n)
	r.Discard(len(p))
	return p, err
}

func takeFour(r *bufio.Reader) []byte {
	p, _ := r.Peek(4)
	r.Discard(4)
	return p
}

func skipMore(r *bufio.Reader, n int) []byte {
	p, _ := r.Peek(4) // want `the slice of p is still used when Discard\(\) overwrites it`
	r.Discard(n)
	return p
}

// joined reads on into a slice of its own if the line is longer than the
// buffer.
func joined(r *bufio.Reader) ([]byte, error) {
	line, err := r.ReadSlice('\n')
	if err != nil {
		whole := append([]byte(nil), line...)
		rest, err := r.ReadBytes('\n')
		if err != nil {
			return nil, err
		}
		line = append(whole, rest...)
	}
	if len(line) < 3 {
		return nil, fmt.Errorf("short line %q", line)
	}
	return line, nil
}

func joinedTooLate(r *bufio.Reader) error {
	line, err := r.ReadSlice('\n') // want `the slice of line is still used when rest overwrites it`
	if err != nil {
		rest, err := r.ReadBytes('\n')
		if err != nil {
			return err
		}
		return fmt.Errorf("long line %q%q", line, rest)
	}
	return nil
}

func combined(names []string, more ...string) []string {
	names = append(names, more...)
	sort.Strings(names)
	return names
}

// The literal has no other name.
func sortedLiteral() []string { return combined([]string{"b", "a"}, "c") }

func sortedAndLost(names []string) (first string, all []string) {
	all = combined(names) // want `combined sorts names in place, whose order matters afterwards`
	return names[0], all
}
