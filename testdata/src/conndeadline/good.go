package conndeadline

import (
	"io"
	"net"
	"time"
)

func limited(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			c.SetDeadline(time.Now().Add(time.Minute))
			io.Copy(io.Discard, c)
		}()
	}
}

func inHelper(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	limit(c)
	_, err = c.Write([]byte("x"))
	return err
}

func limit(c net.Conn) { c.SetReadDeadline(time.Now().Add(time.Second)) }

type client struct{ c net.Conn }

func stored(addr string) (*client, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	return &client{c}, nil
}

func probe(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	return c.Close()
}

func handedOn(addr string, use func(net.Conn) error) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	return use(c)
}
