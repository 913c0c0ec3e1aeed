package arraycopy

import (
	_ "embed"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports arrays that are changed in a copy.
var Analyzer = &analysis.Analyzer{
	Name:     "arraycopy",
	Doc:      docs.MustExtract(doc, "arraycopy"),
	URL:      docs.URL("arraycopy"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		for instr := range flow.Instructions(fn) {
			if alloc, ok := instr.(*ssa.Alloc); ok {
				if write := lostWrite(alloc); write != nil {
					report.At(pass, p.Range(write), "", message(alloc, write))
				}
			}
		}
	}
	return nil, nil
}

// message tells what write does in vain to the variable alloc.
func message(alloc *ssa.Alloc, write ssa.Instruction) string {
	_, isCall := write.(*ssa.Call)
	switch whose := copyOf(alloc); {
	case isCall && whose == parameter:
		return fmt.Sprintf("%s changes the callee's copy of the array %s only", flow.Called(write, "copy"), alloc.Comment)
	case isCall:
		return fmt.Sprintf("%s changes %s, a copy of the array, only", flow.Called(write, "copy"), alloc.Comment)
	case whose == parameter:
		return fmt.Sprintf("assignment to an element of %s changes the callee's copy of the array only", alloc.Comment)
	}
	return fmt.Sprintf("assignment to an element of %s changes a copy of the array only", alloc.Comment)
}

// lostWrite returns a write to an element of the copy of an array held in
// alloc if no element, nor the array, is read after it.
func lostWrite(alloc *ssa.Alloc) ssa.Instruction {
	if _, ok := alloc.Type().Underlying().(*types.Pointer).Elem().Underlying().(*types.Array); !ok || copyOf(alloc) == none {
		return nil
	}
	var a accesses
	if !a.add(alloc) {
		return nil
	}
	inside := func(addr ssa.Value) bool { return flow.Variable(addr) == ssa.Value(alloc) }
	a.loads = slices.DeleteFunc(a.loads, func(load ssa.Instruction) bool {
		return values.FlowsInto(load.(ssa.Value), inside) // to change the copy itself
	})
	for _, write := range a.writes {
		read := a.captured && len(a.loads) > 0 // when a function literal runs is not known
		for _, load := range a.loads {
			read = read || flow.Reaches(write, load)
		}
		if !read {
			return write
		}
	}
	return nil
}

// accesses are the writes to and loads from an array variable.
type accesses struct {
	writes, loads []ssa.Instruction
	captured      bool // some are in function literals
}

// add adds the accesses through addr, the address of the variable, and reports
// whether these are all its uses.
func (a *accesses) add(addr ssa.Value) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if _, isAlloc := addr.(*ssa.Alloc); !isAlloc || ref.Val == addr {
				return false
			}
		case *ssa.IndexAddr:
			if !collect(ref, &a.writes, &a.loads) {
				return false
			}
		case *ssa.UnOp:
			a.loads = append(a.loads, ref)
		case *ssa.Slice:
			call := copiedInto(ref)
			if call == nil {
				return false
			}
			a.writes = append(a.writes, call)
		case *ssa.MakeClosure:
			a.captured = true
			for i, bound := range ref.Bindings {
				if fn := ref.Fn.(*ssa.Function); bound == addr && i < len(fn.FreeVars) && !a.add(fn.FreeVars[i]) {
					return false
				}
			}
		default:
			return false // address taken
		}
	}
	return true
}

// copiedInto returns the copy into the slice v, or the call that sorts it or fills
// it, if that is all it is made for, or nil.
func copiedInto(v *ssa.Slice) ssa.Instruction {
	if len(*v.Referrers()) != 1 {
		return nil
	}
	call, ok := (*v.Referrers())[0].(*ssa.Call)
	if !ok || len(*call.Referrers()) > 0 {
		return nil
	}
	if flow.Builtin(&call.Call) == "copy" && call.Call.Args[0] == ssa.Value(v) || flow.Sorts(&call.Call) == ssa.Value(v) || puts(call) {
		return call
	}
	return nil
}

// puts reports whether call writes a number into a slice of bytes, as by
// binary.BigEndian.PutUint32.
func puts(call *ssa.Call) bool {
	fn := flow.CalleeObject(&call.Call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "encoding/binary" && strings.HasPrefix(fn.Name(), "Put")
}

// collect gathers stores to and loads from addr and its parts, and reports
// whether these are all its uses.
func collect(addr ssa.Value, stores, loads *[]ssa.Instruction) bool {
	for _, ref := range flow.Referrers(addr) {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != addr {
				return false
			}
			*stores = append(*stores, ref)
		case *ssa.UnOp:
			*loads = append(*loads, ref)
		case *ssa.IndexAddr, *ssa.FieldAddr:
			if !collect(ref.(ssa.Value), stores, loads) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// The kinds of copies.
type kind int

const (
	none kind = iota
	parameter
	variable // of another variable
)

// copyOf tells of what the variable alloc is a copy.
func copyOf(alloc *ssa.Alloc) kind {
	found := none
	for _, ref := range *alloc.Referrers() {
		store, ok := ref.(*ssa.Store)
		if !ok || store.Addr != ssa.Value(alloc) {
			continue
		}
		if found != none {
			return none
		}
		switch v := store.Val.(type) {
		case *ssa.Parameter:
			found = parameter
		case *ssa.UnOp:
			if from, ok := v.X.(*ssa.Alloc); ok && (from.Comment == "complit" || from.Comment == "") {
				return none
			}
			found = variable
		default:
			return none
		}
	}
	return found
}
