package errnil

import (
	"errors"
	"io/fs"
	"log"
	"os"
	"strconv"
)

func returned(k string) (string, error) {
	u, err := load(k)
	if err != nil {
		return "", err
	}
	return u.name, nil
}

func missingIsFine(k string) ([]byte, error) {
	data, err := os.ReadFile(k)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return data, nil
}

func logged(k string) error {
	if err := os.Remove(k); err != nil {
		log.Print(err)
		return nil
	}
	return nil
}

func explained(k string) (string, error) {
	u, err := load(k)
	if err != nil {
		// Without a user there is no name, and that is fine.
		return "", nil
	}
	return u.name, nil
}

func fallback(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 10, nil
	}
	return n, nil
}

func otherError(k string) error {
	if err := os.Remove(k); err != nil {
		return errors.New("cannot remove")
	}
	return nil
}

func tested(r *repo, k string) (string, error) {
	u, err := r.find(k)
	if err != nil || u == nil {
		return "", err
	}
	return u.name, nil
}

func valid(s string) (bool, error) {
	if _, err := strconv.Atoi(s); err != nil {
		log.Printf("%q is no number", s)
		return false, nil
	}
	return true, nil
}

func alreadyGone(k string) error {
	if err := os.Remove(k); err != nil {
		return nil
	}
	return nil
}

func exists(k string) (bool, error) {
	f, err := os.Open(k)
	if err == nil {
		f.Close()
		return true, nil
	}
	return false, nil
}

func list(pattern string) ([]string, error) {
	if _, err := os.Lstat(pattern); err != nil {
		return nil, nil
	}
	return []string{pattern}, nil
}

// session returns (nil, nil) if the ticket cannot be read.
func session(ticket string) (*user, error) {
	u, err := load(ticket)
	if err != nil {
		return nil, nil
	}
	return u, nil
}

func (r *repo) perhaps(k string, early bool) (*user, error) {
	if !early {
		return nil, nil
	}
	return load(k)
}

func correlated(r *repo, k string, early bool) (string, error) {
	u, err := r.perhaps(k, early)
	if err != nil {
		return "", err
	}
	if early {
		return u.name, nil
	}
	return "", nil
}

func optional(k string) (string, error) {
	u, err := load(k)
	if err != nil {
		return "", nil // answer with an empty name
	}
	return u.name, nil
}
