package typestate

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Connections lists functions whose result is a network connection.
var Connections = Table{
	"net.Dial": {conn, 0}, "net.DialTimeout": {conn, 0}, "net.DialTCP": {conn, 0}, "net.DialUnix": {conn, 0},
	"(*net.Dialer).Dial": {conn, 0}, "(*net.Dialer).DialContext": {conn, 0}, "crypto/tls.Dial": {conn, 0},
	"(net.Listener).Accept": {conn, 0}, "(*net.TCPListener).Accept": {conn, 0}, "(*net.TCPListener).AcceptTCP": {conn, 0}, "(*net.UnixListener).Accept": {conn, 0},
}

// ReadWithout returns a call that reads from r, in the function
// that acquires it or in functions of the package that it is passed to, if
// none of them calls a method of r that settles says; or nil. It returns nil
// also if r goes where it cannot be followed.
func (t *Tracker) ReadWithout(r Resource, settles func(method string) bool) ssa.Instruction {
	u := &uses{tracker: t, proto: r.Protocol, settles: settles, seen: make(map[ssa.Value]bool)}
	u.follow(r.Value, self, r.Call.Parent())
	if u.settled || u.lost {
		return nil
	}
	return u.used
}

// uses is what becomes of a resource in the functions that handle it.
type uses struct {
	tracker *Tracker
	proto   *Protocol
	settles func(string) bool
	seen    map[ssa.Value]bool
	used    ssa.Instruction // the first read
	settled bool            // a settling method is called
	lost    bool            // it goes out of sight
}

func (u *uses) follow(v ssa.Value, as role, fn *ssa.Function) {
	if u.seen[v] {
		return
	}
	u.seen[v] = true
	a := aliasesOf(u.proto, v, as)
	functions := []*ssa.Function{fn}
	for i := 0; i < len(functions); i++ {
		functions = append(functions, functions[i].AnonFuncs...)
	}
	for _, fn := range functions {
		for instr := range flow.Instructions(fn) {
			u.visit(a, instr)
		}
	}
}

func (u *uses) visit(a *aliases, instr ssa.Instruction) {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		switch instr.(type) {
		case *ssa.Store, *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.Select:
			u.lost = u.lost || u.tracker.ends(a, instr, true)
		}
		return
	}
	common := call.Common()
	if recv := receiver(common); recv != nil && a.roles[recv] != 0 {
		fn := flow.CalleeObject(common)
		switch {
		case u.settles(fn.Name()):
			u.settled = true
		case reads(fn.Name()):
			u.use(instr)
		case fn.Name() == "SyscallConn" || fn.Name() == "File":
			u.lost = true
		}
	}
	if relays(common, a) {
		u.lost = true // a relay waits for as long as its two ends do
		return
	}
	callees, certainty := u.tracker.flow.Callees(call)
	for i, arg := range arguments(common) {
		if a.roles[arg] == 0 {
			continue
		}
		switch {
		case certainty == flow.Sure && len(callees) == 1:
			offset := len(callees[0].Args) - len(arguments(common))
			if i+offset >= 0 && i+offset < len(callees[0].Fn.Params) {
				u.follow(callees[0].Fn.Params[i+offset], a.roles[arg], callees[0].Fn)
			}
		case !borrowedByStd(common) || u.tracker.inPackage(common):
			u.lost = true
		case readsFrom(flow.CalleeName(common), i):
			u.use(instr)
		}
	}
}

func (u *uses) use(instr ssa.Instruction) {
	if u.used == nil {
		u.used = instr
	}
}

// reads reports whether a method of the given name, of a connection or of
// something built around it, waits for the peer to send.
func reads(method string) bool {
	switch method {
	case "Read", "ReadString", "ReadLine", "ReadSlice", "ReadBytes", "ReadByte", "ReadRune", "Peek", "Scan", "Decode":
		return true
	}
	return false
}

// readsFrom reports whether the function of the standard library reads from
// its argument i until it has what it wants.
func readsFrom(name string, i int) bool {
	switch name {
	case "io.Copy", "io.CopyN", "io.CopyBuffer":
		return i == 1
	case "io.ReadAll", "io.ReadFull", "io.ReadAtLeast", "encoding/binary.Read", "fmt.Fscan", "fmt.Fscanf", "fmt.Fscanln":
		return i == 0
	}
	return false
}

// relays reports whether call copies between the resource and another
// connection.
func relays(call *ssa.CallCommon, a *aliases) bool {
	switch flow.CalleeName(call) {
	case "io.Copy", "io.CopyN", "io.CopyBuffer":
	default:
		return false
	}
	dst, src := call.Args[0], call.Args[1]
	if (a.roles[dst] != 0) == (a.roles[src] != 0) {
		return false
	}
	return isConn(dst) && isConn(src)
}

// isConn reports whether v is a connection, by its methods.
func isConn(v ssa.Value) bool {
	for {
		if c, ok := v.(*ssa.ChangeInterface); ok {
			v = c.X
			continue
		}
		if m, ok := v.(*ssa.MakeInterface); ok {
			v = m.X
			continue
		}
		break
	}
	obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, nil, "SetDeadline")
	_, ok := obj.(*types.Func)
	return ok
}
