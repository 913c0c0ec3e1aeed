package lockorder

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// meet reports whether the locks of a cycle may well be those of the same
// objects: the classes alone do not tell. Each nesting takes both locks on
// behalf of one object, or the objects of all classes are kept in one place at
// most, so that there are not several kinds of them.
func (c *checker) meet(cycle []locks.Nesting) bool {
	linked := true
	for i, n := range cycle {
		next := cycle[(i+1)%len(cycle)]
		if differ(partOf(n.Inner.Op.Lock), c.partHeld(next.Outer)) {
			return false
		}
		if next.Callers && conditional(c.model.Flow, n) || gated(n) {
			return false // it may be taken only if nobody has it
		}
		linked = linked && isLinked(n)
	}
	if linked {
		return true
	}
	for _, n := range cycle {
		if c.homes(n.Outer.Class) > 1 || madeUnder(n) {
			return false
		}
	}
	return true
}

// foundBy reports whether each call of the function of the parameters a and b
// passes, as one of them, what a call has returned that got the other: the one
// that is kept, for one that comes anew. Nobody calls it with both exchanged.
func (c *checker) foundBy(a, b *ssa.Parameter) bool {
	fn := a.Parent()
	i, j := slices.Index(fn.Params, a), slices.Index(fn.Params, b)
	callers := c.model.Flow.CallersOf(fn)
	if !callers.Complete {
		return false
	}
	calls := slices.DeleteFunc(slices.Clone(callers.Calls), func(call ssa.CallInstruction) bool { return c.inTestAt(call.Pos()) })
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		args := call.Common().Args
		if call.Common().IsInvoke() || max(i, j) >= len(args) {
			return true
		}
		x, y := flow.CallOf(args[i]), flow.CallOf(args[j])
		return !(x != nil && slices.Contains(x.Call.Args, args[j]) || y != nil && slices.Contains(y.Call.Args, args[i]))
	})
}

// isLinked reports whether one object leads to both locks of n.
func isLinked(n locks.Nesting) bool {
	return !n.Inner.OutOfReach && n.Inner.Path.Root == n.Outer.Path.Root
}

// conditional reports whether the function of n, once it holds the outer lock,
// may do without the inner one.
func conditional(p *flow.Package, n locks.Nesting) bool {
	path, _ := flow.Find(p, flow.Search[bool]{
		Fn: n.Fn, From: n.Outer.At,
		Step: func(s bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == ssa.Instruction(n.Inner.Call) {
				return s, flow.Prune
			}
			if _, ok := e.Instr.(*ssa.Return); ok {
				return s, flow.Found
			}
			return s, flow.Continue
		},
	})
	return path != nil
}

// gated reports whether the function of n, holding the outer lock, looks at an
// atomic variable before it takes the inner one: a protocol of its own.
func gated(n locks.Nesting) bool {
	for b := n.Inner.Call.Block(); b != nil; b = b.Idom() {
		branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || b == n.Inner.Call.Block() || !flow.Dominates(n.Outer.At, branch) {
			continue
		}
		call, ok := branch.Cond.(*ssa.Call)
		if not, isNot := branch.Cond.(*ssa.UnOp); isNot {
			call, ok = not.X.(*ssa.Call)
		}
		if !ok {
			continue
		}
		if fn := flow.CalleeObject(call.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" {
			return true
		}
	}
	return false
}

// madeUnder reports whether the inner lock of n is that of something that an
// object leads to which was made with the outer lock held: it has seen little
// yet.
func madeUnder(n locks.Nesting) bool {
	call, ok := n.Inner.Path.Root.(*ssa.Call)
	if !ok || call.Parent() != n.Fn || !flow.Dominates(n.Outer.At, call) {
		return false
	}
	fn := flow.CalleeObject(call.Common())
	return fn != nil && strings.HasPrefix(strings.ToLower(fn.Name()), "new")
}

// A part is a lock as a part of the object that contains it by value.
type part struct {
	whole types.Object
	field string
}

// partOf returns what the lock at addr is part of, as far as the code there
// shows: c.in.Mutex is part of a Conn, whatever the type of its field in.
func partOf(addr ssa.Value) part {
	var p part
	for {
		a, ok := addr.(*ssa.FieldAddr)
		if !ok {
			return p
		}
		f := flow.FieldOf(a)
		if f == nil {
			return part{}
		}
		//lint:ignore concatloop the path to a lock has two or three fields
		p.field = "." + f.Name() + p.field
		p.whole = nil
		if whole := typ.Named(a.X.Type()); whole != nil {
			p.whole = whole.Obj()
		}
		addr = a.X
	}
}

// partHeld is partOf for a lock that is held.
func (c *checker) partHeld(h locks.Held) part {
	call, ok := h.At.(ssa.CallInstruction)
	if !ok {
		return part{}
	}
	op, ok := c.model.OpOf(call)
	if !ok {
		return part{}
	}
	return partOf(op.Lock)
}

// differ reports whether a and b are different parts of one type.
func differ(a, b part) bool { return a.whole != nil && a.whole == b.whole && a.field != b.field }

// homes returns in how many places, fields and package variables, the package
// keeps collections of the type that has the lock class.
func (c *checker) homes(class access.Class) int {
	if class.Owner == nil {
		return 0
	}
	if c.kept == nil {
		c.countHomes()
	}
	return c.kept[class.Owner]
}

func (c *checker) countHomes() {
	c.kept = make(map[types.Object]int)
	pkg := c.model.Flow.Types
	seen := make(map[types.Type]bool)
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		if c.inTestAt(obj.Pos()) {
			continue
		}
		switch obj := obj.(type) {
		case *types.Var:
			c.countElem(obj.Type())
			c.countFields(obj.Type(), seen)
		case *types.TypeName:
			c.countFields(obj.Type(), seen)
		}
	}
}

// countFields counts the collections in the fields of t, those of structs
// without a name included.
func (c *checker) countFields(t types.Type, seen map[types.Type]bool) {
	s, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return
	}
	seen[t] = true
	for f := range s.Fields() {
		c.countElem(f.Type())
		if _, named := types.Unalias(f.Type()).(*types.Named); !named {
			c.countFields(f.Type(), seen)
		}
	}
}

// countElem counts what t, if it is a collection, has as keys and elements.
func (c *checker) countElem(t types.Type) {
	count := func(elem types.Type) {
		if named := typ.Named(elem); named != nil {
			c.kept[named.Obj()]++
		}
	}
	switch t := t.Underlying().(type) {
	case *types.Map:
		count(t.Elem())
		count(t.Key())
	case *types.Slice:
		count(t.Elem())
	case *types.Array:
		count(t.Elem())
	}
}

// inTestAt reports whether pos is in a test file.
func (c *checker) inTestAt(pos token.Pos) bool {
	return deliberate.InTest(c.pass.Fset, pos)
}
