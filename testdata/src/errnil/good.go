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
