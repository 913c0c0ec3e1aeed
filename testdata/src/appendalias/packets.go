package appendalias

import (
	"net"
	"slices"
)

func payloads(conn net.PacketConn, n int) (map[string][]byte, error) {
	buf := make([]byte, 1500)
	last := make(map[string][]byte)
	for range n {
		k, addr, err := conn.ReadFrom(buf)
		if err != nil {
			return last, err
		}
		last[addr.String()] = buf[:k] // want `is kept, but the next iteration overwrites its array`
	}
	return last, nil
}

func payloadsCopied(conn *net.UDPConn, n int) (all [][]byte) {
	buf := make([]byte, 1500)
	for range n {
		k, _, err := conn.ReadFromUDP(buf)
		if err != nil {
			return all
		}
		all = append(all, slices.Clone(buf[:k]))
	}
	return all
}

func payloadsHandled(conn *net.UDPConn, handle func([]byte)) {
	buf := make([]byte, 1500)
	for {
		k, _, err := conn.ReadFromUDP(buf)
		if err != nil {
			return
		}
		handle(buf[:k])
	}
}
