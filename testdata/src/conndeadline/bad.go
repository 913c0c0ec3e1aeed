package conndeadline

import (
	"bufio"
	"io"
	"net"
	"time"
)

func serve(l net.Listener) {
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		go func() {
			defer c.Close()
			io.Copy(io.Discard, c) // want `c has no deadline, so a silent peer blocks this for ever`
		}()
	}
}

func ask(addr string) ([]byte, error) {
	c, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	if _, err := c.Write([]byte("hello\n")); err != nil {
		return nil, err
	}
	return io.ReadAll(c) // want `c has no deadline`
}

func accept(l net.Listener) {
	c, err := l.Accept()
	if err != nil {
		return
	}
	go handle(c)
}

func handle(c net.Conn) {
	defer c.Close()
	b := make([]byte, 1024)
	for {
		n, err := c.Read(b) // want `c has no deadline`
		if err != nil {
			return
		}
		print(n)
	}
}

func lines(addr string) (string, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return "", err
	}
	defer c.Close()
	r := bufio.NewReader(c)
	return r.ReadString('\n') // want `c has no deadline`
}

func onlyWriteDeadline(addr string) ([]byte, error) {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	c.SetWriteDeadline(time.Now().Add(time.Second))
	if _, err := c.Write([]byte("x")); err != nil {
		return nil, err
	}
	return io.ReadAll(c) // want `c has no deadline`
}

func echo(l net.Listener) {
	c, err := l.Accept()
	if err != nil {
		return
	}
	defer c.Close()
	io.Copy(c, c) // want `c has no deadline`
}
