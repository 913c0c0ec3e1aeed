package shortread

import (
	"io"
	"net"
	"os"
)

func frame(c net.Conn, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := c.Read(b) // want `Read may fill only a part of b, and its count is ignored`
	return b, err
}

func header(r io.Reader) (string, error) {
	var h [8]byte
	if _, err := r.Read(h[:]); err != nil { // want `Read may fill only a part of h, and its count is ignored`
		return "", err
	}
	return string(h[:]), nil
}

func file(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data := make([]byte, 1<<20)
	f.Read(data) // want `Read may fill only a part of data`
	return data, nil
}

type conn struct {
	r   io.Reader
	buf []byte
}

func (c *conn) next() byte {
	c.r.Read(c.buf[:4]) // want `Read may fill only a part of`
	b := c.buf[:4]
	return b[3]
}

func printed(c net.Conn) {
	b := make([]byte, 512)
	c.Read(b) // want `Read may fill only a part of b`
	print(string(b))
}

func generic[R io.Reader](r R) []byte {
	b := make([]byte, 16)
	r.Read(b) // want `Read may fill only a part of b`
	return b
}

func packet(c net.PacketConn) (string, net.Addr, error) {
	b := make([]byte, 1500)
	_, from, err := c.ReadFrom(b) // want `ReadFrom may fill only a part of b, and its count is ignored`
	return string(b), from, err
}
