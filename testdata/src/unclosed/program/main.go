package main

import (
	"fmt"
	"io"
	"os"
)

func main() {
	if err := writeKey("key", "secret"); err != nil {
		panic(err)
	}
	for _, name := range os.Args {
		if err := writeCopy(name, os.Stdin); err != nil {
			fmt.Println(err)
		}
	}
}

// The process ends where this fails.
func writeKey(name, text string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		return fmt.Errorf("writing the key: %w", err)
	}
	return f.Close()
}

// The process goes on where this fails.
func writeCopy(name string, r io.Reader) error {
	f, err := os.Create(name) // want `f is left open on some path: f.Close is missing there`
	if err != nil {
		return err
	}
	if _, err := io.Copy(f, r); err != nil {
		return fmt.Errorf("copying: %w", err)
	}
	return f.Close()
}
