package goleak

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// checkEndless reports goroutines that have no way to end, and poll by ticker
// or sleep, or read again when reading has failed.
func checkEndless(pass *analysis.Pass, p *flow.Package) {
	lives := make(lives)
	seen := make(map[ssa.CallInstruction]bool)
	for _, s := range goroutines.Of(pass).Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Group || s.Certainty != flow.Sure || len(s.Bodies) != 1 || seen[s.Statement()] {
			continue
		}
		if deliberate.InTest(pass.Fset, s.In().Pos()) {
			continue
		}
		seen[s.Statement()] = true
		at := p.Range(s.Statement())
		switch l := lives.of(s.Bodies[0].Fn, 0); {
		case l.ends || livesAsLong(p, s.In()):
		case l.polls && makesLasting(s.In()):
		case l.polls:
			report.At(pass, at, "endless", "goroutine polls for ever: nothing can end its loop")
		case l.reads != nil:
			report.At(pass, at, "endless", "goroutine reads for ever: no error ends its loop",
				report.Step(at, "goroutine started here"), report.Step(p.Range(l.reads), "fails again and again, once there is nothing more to read"))
		}
	}
}

// livesAsLong reports whether what fn starts is meant to live as long as the
// process: fn belongs to a program, or runs when a package is initialized.
func livesAsLong(p *flow.Package, fn *ssa.Function) bool {
	outer := flow.Outermost(fn)
	if outer.Pkg != nil && outer.Pkg.Pkg.Name() == "main" && outer.Signature.Recv() == nil {
		return true
	}
	name := outer.Name()
	if name == "init" || strings.HasPrefix(name, "init#") || outer.Synthetic != "" {
		return true
	}
	for f := fn; f != nil; f = f.Parent() {
		if onceForAll(p, f) {
			return true
		}
	}
	return false
}

// makesLasting reports whether fn makes something that nobody can end: a func, or an
// object without a method like Close. It lasts as long as the process as a
// rule, and so does what keeps it up to date.
func makesLasting(fn *ssa.Function) bool {
	outer := flow.Outermost(fn)
	results := outer.Signature.Results()
	if name := strings.ToLower(outer.Name()); !strings.HasPrefix(name, "new") || results.Len() == 0 {
		return false
	}
	methods := types.NewMethodSet(results.At(0).Type())
	for i := range methods.Len() {
		switch strings.ToLower(methods.At(i).Obj().Name()) {
		case "cancel", "close", "destroy", "end", "finish", "halt", "kill", "quit", "release", "shutdown", "stop", "terminate":
			return false
		}
	}
	return true
}

// onceForAll reports whether fn is handed to a sync.Once that is a package
// variable, so that what it starts is there once for the whole process.
func onceForAll(p *flow.Package, fn *ssa.Function) bool {
	callers := p.Functions()
	if fn.Parent() != nil {
		callers = []*ssa.Function{fn.Parent()}
	}
	for _, caller := range callers {
		for instr := range flow.Instructions(caller) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || !flow.IsFunc(flow.CalleeObject(call.Common()), "(*sync.Once).Do") {
				continue
			}
			_, global := call.Common().Args[0].(*ssa.Global)
			run := call.Common().Args[1]
			if closure, ok := run.(*ssa.MakeClosure); ok {
				run = closure.Fn
			}
			if global && run == ssa.Value(fn) {
				return true
			}
		}
	}
	return false
}

// A life tells how a function goes on.
type life struct {
	ends  bool            // it may return, or waits for others
	polls bool            // it waits for time to pass
	reads ssa.Instruction // it reads, in a loop, where reading may fail for good
}

// lives tells of functions how they go on.
type lives map[*ssa.Function]life

// of tells how fn goes on, depth calls below the function of a goroutine.
func (known lives) of(fn *ssa.Function, depth int) life {
	if l, ok := known[fn]; ok {
		return l
	}
	known[fn] = life{ends: true} // recursion
	l := known.find(fn, depth)
	known[fn] = l
	return l
}

func (known lives) find(fn *ssa.Function, depth int) life {
	var l life
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	for len(stack) > 0 {
		block := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[block] {
			continue
		}
		seen[block] = true
		goesOn := true
		for _, instr := range block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Return, *ssa.Panic, *ssa.Send:
				return life{ends: true}
			case *ssa.Select:
				if instr.Blocking {
					return life{ends: true}
				}
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					if !isTicker(instr.X) {
						return life{ends: true}
					}
					l.polls = true
				}
			case *ssa.Call:
				callee := instr.Call.StaticCallee()
				switch {
				case callee != nil && callee.Blocks != nil && depth < 3:
					if inner := known.of(callee, depth+1); !inner.ends {
						l.polls = l.polls || inner.polls
						if l.reads == nil {
							l.reads = inner.reads
						}
						goesOn = false
					}
				case !flow.InLoop(instr):
				case flow.CalleeName(instr.Common()) == "time.Sleep":
					l.polls = true
				case readsInput(instr):
					l.reads = instr
				}
			}
			if !goesOn {
				break
			}
		}
		if !goesOn {
			continue
		}
		succs := block.Succs
		if branch, ok := block.Instrs[len(block.Instrs)-1].(*ssa.If); ok && isTickerOpen(branch.Cond) {
			succs = succs[:1] // Stop does not close the channel of a ticker
		}
		stack = append(stack, succs...)
	}
	return l
}

// readsInput reports whether call reads from a connection, listener, stream or
// the like of another package, and says by an error that nothing more can come.
func readsInput(call *ssa.Call) bool {
	obj := flow.CalleeObject(call.Common())
	if obj == nil || obj.Signature().Recv() == nil || obj.Pkg() == call.Parent().Pkg.Pkg {
		return false
	}
	switch obj.Name() {
	case "Accept", "AcceptTCP", "AcceptUnix", "Read", "ReadByte", "ReadBytes", "ReadFrom", "ReadFromUDP", "ReadFromUDPAddrPort", "ReadJSON",
		"ReadLine", "ReadMessage", "ReadMsgUDP", "ReadRune", "ReadString", "Recv", "RecvMsg":
	default:
		return false
	}
	results := obj.Signature().Results()
	return results.Len() > 0 && typ.IsError(results.At(results.Len()-1).Type())
}

// isTicker reports whether ch is the channel of a ticker.
func isTicker(ch ssa.Value) bool {
	switch ch := ch.(type) {
	case *ssa.Call:
		return flow.CalleeName(ch.Common()) == "time.Tick"
	case *ssa.UnOp:
		addr, ok := ch.X.(*ssa.FieldAddr)
		return ok && typ.Is(typ.Deref(addr.X.Type()), "time", "Ticker")
	}
	return false
}

// isTickerOpen reports whether cond tells if the channel of a ticker is open.
func isTickerOpen(cond ssa.Value) bool {
	ok, isExtract := cond.(*ssa.Extract)
	if !isExtract || ok.Index != 1 {
		return false
	}
	recv, isRecv := ok.Tuple.(*ssa.UnOp)
	return isRecv && recv.Op == token.ARROW && isTicker(recv.X)
}
