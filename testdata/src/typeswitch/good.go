package typeswitch

import (
	"io"
	"os"
)

func ordered(err error) string {
	switch err.(type) {
	case nil:
		return ""
	case *os.PathError:
		return "path"
	case interface{ Timeout() bool }:
		return "timeout"
	}
	return "other"
}

func distinct(x any) string {
	switch x.(type) {
	case io.Reader:
		return "reader"
	case square, *square:
		return "square"
	}
	return ""
}

func closerFirst(r io.Reader) string {
	switch r.(type) {
	case io.ReadCloser:
		return "closer"
	case io.Reader:
		return "reader"
	}
	return ""
}

func generic[T any](x any) bool {
	switch x.(type) {
	case io.Reader:
		return true
	case T:
		return false
	}
	return false
}
