package lockblock

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A block is an instruction that waits, itself or in the function it calls.
type block struct {
	instr  ssa.Instruction
	what   string // "waits for a send on ch", of the innermost one
	via    *block
	callee *ssa.Function
}

// direct returns what instr itself waits for, or nil.
func (c *checker) direct(instr ssa.Instruction) *block {
	switch instr := instr.(type) {
	case *ssa.Send:
		if c.buffered(instr.Chan) {
			return nil
		}
		return &block{instr: instr, what: "sends on " + c.name(instr.Chan)}
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return &block{instr: instr, what: "receives from " + c.name(instr.X)}
		}
	case *ssa.Select:
		if instr.Blocking {
			return &block{instr: instr, what: "waits in a select without default"}
		}
	case *ssa.Call:
		name := flow.CalleeName(instr.Common())
		switch {
		case name == "(*sync.WaitGroup).Wait":
			return &block{instr: instr, what: "waits for " + c.name(instr.Common().Args[0])}
		case slow(name):
			return &block{instr: instr, what: "waits in " + short(name)}
		}
	}
	return nil
}

func (c *checker) name(v ssa.Value) string {
	if name := c.flow.Name(v); name != "" {
		return name
	}
	return "a channel"
}

// buffered reports whether every channel that v may be has a buffer.
func (c *checker) buffered(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	var made []ssa.Value
	if ok && load.Op == token.MUL {
		made, _ = c.flow.Stored(load.X)
	} else {
		made = []ssa.Value{v}
	}
	for _, m := range made {
		mc, ok := m.(*ssa.MakeChan)
		if !ok {
			return false
		}
		if k, ok := mc.Size.(*ssa.Const); ok && k.Int64() == 0 {
			return false
		}
	}
	return len(made) > 0
}

// slow reports whether the function of another package with the given name
// waits for something outside of the process, or just sleeps.
func slow(name string) bool {
	switch name {
	case "time.Sleep", "net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm",
		"(*net/http.Client).Do", "(*net/http.Client).Get", "(*net/http.Client).Head", "(*net/http.Client).Post", "(*net/http.Client).PostForm",
		"net.Dial", "net.DialTimeout", "(*net.Dialer).Dial", "(*net.Dialer).DialContext", "crypto/tls.Dial", "net.LookupHost", "net.LookupIP", "net.LookupAddr",
		"(*os/exec.Cmd).Run", "(*os/exec.Cmd).Wait", "(*os/exec.Cmd).Output", "(*os/exec.Cmd).CombinedOutput",
		"(*golang.org/x/sync/errgroup.Group).Wait":
		return true
	}
	for _, prefix := range []string{"(*database/sql.DB).", "(*database/sql.Conn).", "(*database/sql.Stmt).", "(*database/sql.Tx)."} {
		if method, ok := strings.CutPrefix(name, prefix); ok {
			return strings.HasPrefix(method, "Query") || strings.HasPrefix(method, "Exec") || strings.HasPrefix(method, "Ping") || strings.HasPrefix(method, "Begin")
		}
	}
	return false
}

// short returns the name of a function as one writes it in a call.
func short(name string) string {
	name = strings.NewReplacer("(*", "", ")", "").Replace(name)
	return name[strings.LastIndex(name, "/")+1:]
}

// blocksOf returns what fn waits for, itself or in what it calls for sure.
func (c *checker) blocksOf(fn *ssa.Function, depth int) []*block {
	if list, ok := c.blocks[fn]; ok {
		return list
	}
	if depth > 4 {
		return nil
	}
	c.blocks[fn] = nil // recursion
	var list []*block
	for instr := range flow.Instructions(fn) {
		if b := c.direct(instr); b != nil {
			list = append(list, b)
			break
		}
	}
	if len(list) == 0 {
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			callees, certainty := c.flow.Callees(call)
			if certainty != flow.Sure {
				continue
			}
			if inner := c.blocksOf(callees[0].Fn, depth+1); len(inner) > 0 {
				list = append(list, &block{instr: call, via: inner[0], callee: callees[0].Fn})
				break
			}
		}
	}
	c.blocks[fn] = list
	return list
}
