package races

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
)

// A Refill is a buffer that a loop fills again while a goroutine that it has
// started may still use what was in it.
type Refill struct {
	Spawn  *goroutines.Spawn
	Fill   ssa.CallInstruction
	Buffer ssa.Value // as Fill gets it
}

// Refills returns the refills of the package, at most one for each goroutine,
// in source order.
func (m *Model) Refills() []Refill {
	var all []Refill
	for _, fn := range m.Flow.Functions() {
		var fills []Refill
		for _, s := range m.Goroutines.SpawnsIn(fn) {
			if s.Kind != goroutines.Go && s.Kind != goroutines.Group && s.Kind != goroutines.Submit || !flow.InLoop(s.Site) {
				continue
			}
			if fills == nil {
				fills = fillsIn(fn)
			}
			if r, ok := m.refillOf(s, fills); ok {
				all = append(all, r)
			}
		}
	}
	return all
}

// refillOf returns the one of fills that the goroutine of s may meet.
func (m *Model) refillOf(s *goroutines.Spawn, fills []Refill) (Refill, bool) {
	for _, f := range fills {
		base := buffer(f.Buffer)
		if base == nil || !handed(s, base) || madeAnew(base, s.Site) || !m.Goroutines.Region(s).Contains(f.Fill) {
			continue
		}
		f.Spawn = s
		return f, true
	}
	return Refill{}, false
}

// fillsIn returns the calls in fn that fill a buffer of bytes.
func fillsIn(fn *ssa.Function) []Refill {
	fills := []Refill{}
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || !flow.InLoop(call) {
			continue
		}
		if arg := filled(call.Common()); arg != nil {
			fills = append(fills, Refill{Fill: call, Buffer: arg})
		}
	}
	return fills
}

// filled returns the buffer of bytes that call fills, or nil.
func filled(call *ssa.CallCommon) ssa.Value {
	if flow.Builtin(call) == "copy" {
		return call.Args[0]
	}
	fn := flow.CalleeObject(call)
	if fn == nil {
		return nil
	}
	args := call.Args
	switch fn.FullName() {
	case "io.ReadFull", "io.ReadAtLeast":
		return args[1]
	}
	if fn.Signature().Recv() == nil {
		return nil
	}
	if !call.IsInvoke() {
		args = args[1:]
	}
	switch fn.Name() {
	case "Read", "ReadAt", "ReadFrom", "ReadFromIP", "ReadFromUDP", "ReadFromUDPAddrPort", "ReadFromUnix", "ReadMsgUDP":
		if len(args) > 0 && isBytes(args[0].Type()) {
			return args[0]
		}
	}
	return nil
}

func isBytes(t types.Type) bool {
	s, ok := types.Unalias(t).Underlying().(*types.Slice)
	if !ok {
		return false
	}
	b, ok := types.Unalias(s.Elem()).Underlying().(*types.Basic)
	return ok && b.Kind() == types.Byte
}

// buffer returns what the slice v is a part of: the variable that holds it, the
// array, or the value itself; nil if the variable gets different slices.
func buffer(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.UnOp:
			local, ok := x.X.(*ssa.Alloc)
			if !ok || x.Op != token.MUL || stores(local) > 1 {
				return nil
			}
			return local
		case *ssa.Alloc, *ssa.MakeSlice, *ssa.Parameter:
			return x
		default:
			return nil
		}
	}
}

func stores(local *ssa.Alloc) int {
	n := 0
	for _, ref := range flow.Referrers(local) {
		switch ref := ref.(type) {
		case *ssa.Store:
			n++
		case *ssa.MakeClosure: // may assign too
			for i, b := range ref.Bindings {
				if b == ssa.Value(local) && assigns(ref.Fn.(*ssa.Function).FreeVars[i]) {
					n += 2
				}
			}
		}
	}
	return n
}

func assigns(fv *ssa.FreeVar) bool {
	for _, ref := range flow.Referrers(fv) {
		if store, ok := ref.(*ssa.Store); ok && store.Addr == ssa.Value(fv) {
			return true
		}
	}
	return false
}

// handed reports whether the goroutine of s gets the buffer base: as an argument
// or captured.
func handed(s *goroutines.Spawn, base ssa.Value) bool {
	for _, arg := range s.Site.Common().Args {
		if isBytes(arg.Type()) && buffer(arg) == base {
			return true
		}
	}
	for _, body := range s.Bodies {
		if body.Closure == nil {
			continue
		}
		for _, b := range body.Closure.Bindings {
			if b == base {
				return true
			}
		}
	}
	return false
}

// madeAnew reports whether each turn of the loop around site makes its own base.
func madeAnew(base ssa.Value, site ssa.Instruction) bool {
	at, ok := base.(ssa.Instruction)
	return ok && flow.Reaches(site, at)
}
