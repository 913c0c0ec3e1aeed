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

func notify(addr string) error {
	c, err := net.Dial("unixgram", addr)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.Write([]byte("ready"))
	return err
}

func relay(l net.Listener, addr string) {
	in, err := l.Accept()
	if err != nil {
		return
	}
	out, err := net.Dial("tcp", addr)
	if err != nil {
		in.Close()
		return
	}
	go func() {
		io.Copy(in, out)
		in.Close()
	}()
	io.Copy(out, in)
	out.Close()
}

func fromChild() ([]byte, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	defer l.Close()
	c, err := l.Accept()
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return io.ReadAll(c)
}
