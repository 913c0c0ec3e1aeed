package typeswitch

import (
	"fmt"
	"io"
	"os"
)

func kind(err error) string {
	switch err.(type) {
	case interface{ Error() string }:
		return "error"
	case *os.PathError: // want `this case never matches: an earlier case takes every interface{Error\(\) string}`
		return "path"
	}
	return ""
}

type shape interface{ area() int }

type square struct{}

func (square) area() int { return 1 }

func (square) String() string { return "square" }

func describe(x any) string {
	switch v := x.(type) {
	case int, shape:
		return fmt.Sprint(v)
	case *square: // want `this case never matches: an earlier case takes every shape`
		return v.String()
	case string:
		return v
	}
	return ""
}

func reader(r io.Reader) string {
	switch r.(type) {
	case io.Reader:
		return "reader"
	case io.ReadCloser: // want `this case never matches: an earlier case takes every io.Reader`
		return "closer"
	}
	return ""
}

type counter interface{ Count() int }

type labelled interface{ Count() string }

func impossible(c counter) bool {
	_, ok := c.(labelled) // want `impossible type assertion`
	return ok
}
