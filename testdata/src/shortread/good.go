package shortread

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"io"
	"net"
)

func counted(c net.Conn) ([]byte, error) {
	b := make([]byte, 512)
	n, err := c.Read(b)
	return b[:n], err
}

func full(r io.Reader) ([]byte, error) {
	b := make([]byte, 8)
	_, err := io.ReadFull(r, b)
	return b, err
}

func oneByte(r io.Reader) (byte, error) {
	var b [1]byte
	_, err := r.Read(b[:])
	return b[0], err
}

func random() []byte {
	b := make([]byte, 16)
	rand.Read(b)
	return b
}

func randomReader() []byte {
	b := make([]byte, 16)
	rand.Reader.Read(b)
	return b
}

func memory(data []byte) []byte {
	b := make([]byte, 4)
	bytes.NewReader(data).Read(b)
	return b
}

func drain(c net.Conn) {
	b := make([]byte, 512)
	for {
		if _, err := c.Read(b); err != nil {
			return
		}
	}
}

func waitForClose(c net.Conn) error {
	_, err := c.Read(make([]byte, 1))
	return err
}

func forward(r io.Reader, b []byte) (int, error) { return r.Read(b) }

type settings struct{ Rand io.Reader }

func (s *settings) rand() io.Reader { return s.Rand }

// Random sources fill the buffer.
func randomNumbers(s *settings) (uint32, uint32) {
	a, b := make([]byte, 4), make([]byte, 4)
	s.rand().Read(a)
	s.Rand.Read(b)
	return binary.BigEndian.Uint32(a), binary.BigEndian.Uint32(b)
}

type bytewise struct {
	r   io.Reader
	one []byte
}

func newBytewise(r io.Reader) *bytewise { return &bytewise{r: r, one: make([]byte, 1)} }

// There is nothing between none and all of one byte.
func (b *bytewise) next() (byte, error) {
	if _, err := b.r.Read(b.one); err != nil {
		return 0, err
	}
	return b.one[0], nil
}

func datagram(c *net.UDPConn) ([]byte, *net.UDPAddr, error) {
	b := make([]byte, 1500)
	n, from, err := c.ReadFromUDP(b)
	return b[:n], from, err
}

func sender(c net.PacketConn) (net.Addr, error) {
	b := make([]byte, 1500)
	_, from, err := c.ReadFrom(b)
	return from, err
}
