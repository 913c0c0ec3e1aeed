package lockblock

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// A block is an instruction that waits, itself or in the function it calls.
type block struct {
	instr  ssa.Instruction
	what   string // "waits for a send on ch", of the innermost one
	object ssa.Value
	sends  bool // a send on the channel object
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
		return &block{instr: instr, what: "sends on " + c.name(instr.Chan), object: instr.Chan, sends: true}
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return &block{instr: instr, what: "receives from " + c.name(instr.X), object: instr.X}
		}
	case *ssa.Select:
		if instr.Blocking {
			return &block{instr: instr, what: "waits in a select without default"}
		}
	case *ssa.Call:
		name := flow.CalleeName(instr.Common())
		switch {
		case name == "(*sync.WaitGroup).Wait":
			return &block{instr: instr, what: "waits for " + c.name(instr.Common().Args[0]), object: instr.Common().Args[0]}
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

// A chanOp is an operation on a channel somewhere in the package.
type chanOp struct {
	instr ssa.Instruction
	class access.Class
	sends bool // or closes
}

// needs returns a place at which the other side of b must acquire the lock
// held: then neither can go on.
func (c *checker) needs(b *block, held locks.Held) ssa.Instruction {
	if b.object == nil {
		return nil
	}
	class := access.ClassOf(b.object)
	if class.IsZero() {
		return nil
	}
	if call, ok := b.instr.(*ssa.Call); ok {
		return c.doneNeeds(call, class, held)
	}
	c.collect()
	var other ssa.Instruction
	for _, op := range c.ops {
		if op.class != class || op.sends == b.sends {
			continue
		}
		at := c.heldAt(op.instr, held)
		if at == nil {
			return nil // one counterpart can go on without the lock
		}
		other = at
	}
	return other
}

// heldAt returns where the function of instr acquires the lock of the class of
// held, if it holds it at instr.
func (c *checker) heldAt(instr ssa.Instruction, held locks.Held) ssa.Instruction {
	for _, h := range c.model.Held(instr) {
		if h.Must && h.Class == held.Class && !h.Class.IsZero() && (h.Mode == locks.Write || held.Mode == locks.Write) {
			return h.At
		}
	}
	return nil
}

// collect finds the channel operations of the package.
func (c *checker) collect() {
	if c.done {
		return
	}
	c.done = true
	for _, fn := range c.flow.Functions() {
		for instr := range flow.Instructions(fn) {
			switch instr := instr.(type) {
			case *ssa.Send:
				c.ops = append(c.ops, chanOp{instr, access.ClassOf(instr.Chan), true})
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					c.ops = append(c.ops, chanOp{instr, access.ClassOf(instr.X), false})
				}
			case *ssa.Select:
				for _, s := range instr.States {
					c.ops = append(c.ops, chanOp{instr, access.ClassOf(s.Chan), s.Send != nil})
				}
			case *ssa.Call:
				if flow.Builtin(instr.Common()) == "close" {
					c.ops = append(c.ops, chanOp{instr, access.ClassOf(instr.Common().Args[0]), true})
				}
			}
		}
	}
}

// doneNeeds returns where a goroutine that counts down the wait group of class
// acquires the lock held.
func (c *checker) doneNeeds(wait *ssa.Call, class access.Class, held locks.Held) ssa.Instruction {
	for _, fn := range c.flow.Functions() {
		counts := false
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if ok && flow.CalleeName(call.Common()) == "(*sync.WaitGroup).Done" && access.ClassOf(call.Common().Args[0]) == class {
				counts = true
			}
		}
		if !counts || fn == wait.Parent() {
			continue
		}
		for _, a := range c.model.SummaryOf(fn).Acquires {
			if a.Class == held.Class && !a.Class.IsZero() && len(a.Conds) == 0 {
				return a.Call
			}
		}
	}
	return nil
}
