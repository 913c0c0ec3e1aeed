// Command cacheprog is a build cache for GOCACHEPROG that keeps everything in
// one directory, which several machines may share. It shows how little is
// needed to give a team one cache of go vet's findings; a real one would
// bound its size and copy objects to the local disk.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A request is what the go command asks for; see go doc cmd/go/internal/cacheprog.
type request struct {
	ID                 int64
	Command            string
	ActionID, OutputID []byte
	BodySize           int64
}

type response struct {
	ID            int64
	Err           string   `json:",omitempty"`
	KnownCommands []string `json:",omitempty"`
	Miss          bool     `json:",omitempty"`
	OutputID      []byte   `json:",omitempty"`
	Size          int64    `json:",omitempty"`
	DiskPath      string   `json:",omitempty"`
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: cacheprog DIR")
		os.Exit(2)
	}
	if err := serve(cache(os.Args[1]), os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cacheprog:", err)
		os.Exit(1)
	}
}

// serve answers requests until the go command closes the cache.
func serve(c cache, in io.Reader, out io.Writer) error {
	requests := json.NewDecoder(bufio.NewReader(in))
	responses := json.NewEncoder(out)
	if err := responses.Encode(response{KnownCommands: []string{"get", "put", "close"}}); err != nil {
		return err
	}
	for {
		var req request
		if err := requests.Decode(&req); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		res, err := c.answer(req, requests)
		res.ID = req.ID
		if err != nil {
			res.Err = err.Error()
		}
		if err := responses.Encode(res); err != nil || req.Command == "close" {
			return err
		}
	}
}

// A cache is a directory of objects, named by their hash, and of links from
// actions to objects.
type cache string

// answer does what req asks for. The body of an object follows it in requests.
func (c cache) answer(req request, requests *json.Decoder) (response, error) {
	switch req.Command {
	case "get":
		return c.get(req.ActionID)
	case "put":
		var body []byte
		if req.BodySize > 0 {
			var text string
			if err := requests.Decode(&text); err != nil {
				return response{}, err
			}
			var err error
			if body, err = base64.StdEncoding.DecodeString(text); err != nil {
				return response{}, err
			}
		}
		return c.put(req.ActionID, req.OutputID, body)
	case "close":
		return response{}, nil
	}
	return response{}, fmt.Errorf("unknown command %q", req.Command)
}

func (c cache) get(action []byte) (response, error) {
	object, err := os.ReadFile(c.path("a", action))
	if errors.Is(err, os.ErrNotExist) {
		return response{Miss: true}, nil
	} else if err != nil {
		return response{}, err
	}
	output, err := hex.DecodeString(strings.TrimSpace(string(object)))
	if err != nil {
		return response{}, err
	}
	path := c.path("o", output)
	info, err := os.Stat(path)
	if err != nil {
		return response{Miss: true}, nil
	}
	return response{OutputID: output, Size: info.Size(), DiskPath: path}, nil
}

func (c cache) put(action, output, body []byte) (response, error) {
	path := c.path("o", output)
	if err := writeWhole(path, body); err != nil {
		return response{}, err
	}
	err := writeWhole(c.path("a", action), []byte(hex.EncodeToString(output)))
	return response{DiskPath: path}, err
}

func (c cache) path(kind string, id []byte) string {
	return filepath.Join(string(c), kind, hex.EncodeToString(id))
}

// writeWhole writes a file such that others see all of it or nothing.
func writeWhole(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), "tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
