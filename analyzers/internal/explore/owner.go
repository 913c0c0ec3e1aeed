package explore

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// An Owner is the pitfall that a blocked outcome is an instance of, so that
// each is reported by one check.
type Owner int

const (
	Leak      Owner = iota // a goroutine left blocked
	NilChan                // an operation on a nil channel
	Self                   // a channel that one goroutine uses alone
	Unclosed               // a range over a channel nobody closes, by the caller
	Broadcast              // one signal for several receivers
)

// Owner returns the pitfall that the blocked outcome o is an instance of.
func (p *Package) Owner(o *Outcome) Owner {
	switch {
	case o.Nil:
		return NilChan
	case o.What != Channel:
		return Leak
	case o.Spawn == nil && o.Single:
		return Self
	case o.Spawn == nil && IsRange(p.flow, o.Op) && p.StatsOf(o.Make).Closes() == 0:
		return Unclosed
	case o.Spawn != nil && o.InLoop && !o.Send && !IsRange(p.flow, o.Op) && o.Signals() && p.signalsOnce(o.Make):
		return Broadcast
	}
	return Leak
}

// signalsOnce reports whether the channel of mk gets single values, and is
// never closed.
func (p *Package) signalsOnce(mk *ssa.MakeChan) bool {
	stats := p.StatsOf(mk)
	for op := range stats.sends {
		if _, isSend := op.(*ssa.Send); !isSend || flow.InLoop(op) {
			return false
		}
	}
	return stats.Sends() > 0 && stats.Closes() == 0
}

// Doing says what o waits for: "sending on ch".
func (o *Outcome) Doing(p *flow.Package) string {
	doing, ch := "receiving from ", ssa.Value(nil)
	switch op := o.Op.(type) {
	case *ssa.Send:
		doing, ch = "sending on ", op.Chan
	case *ssa.UnOp:
		ch = op.X
		if IsRange(p, op) {
			doing = "ranging over "
		}
	case *ssa.Select:
		return "in a select"
	case ssa.CallInstruction:
		doing = "waiting for "
		if o.What == Lock {
			doing = "locking "
		}
		if op.Common().IsInvoke() {
			ch = op.Common().Value
		} else if args := op.Common().Args; len(args) > 0 {
			ch = args[0]
		}
	}
	return doing + NameOf(p, ch)
}

// NameOf returns what a reader would call the channel ch.
func NameOf(p *flow.Package, ch ssa.Value) string {
	if ch != nil {
		if name := p.Name(ch); name != "" {
			return name
		}
	}
	return "the channel"
}
