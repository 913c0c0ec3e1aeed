package appendalias

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/alias"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/ranges"
)

// borrows tells, of the methods that return a slice of their receiver's
// buffer, which methods of the receiver overwrite it.
var borrows = map[string]string{
	"(*bufio.Scanner).Bytes":      "Scan",
	"(*bufio.Reader).ReadSlice":   "Read Discard Peek Reset WriteTo",
	"(*bufio.Reader).ReadLine":    "Read Discard Peek Reset WriteTo",
	"(*bufio.Reader).Peek":        "Read Discard Peek Reset WriteTo",
	"(*encoding/csv.Reader).Read": "Read",           // with ReuseRecord
	"(*bytes.Buffer).Bytes":       "Write ReadFrom", // after Reset or Truncate
	"(*bytes.Buffer).Next":        "Reset Truncate Write ReadFrom",
}

// checkBorrowed reports the result of a method that lends its buffer, if it
// is used after a call that overwrites the buffer.
func (f *function) checkBorrowed(call *ssa.Call) {
	if call.Call.IsInvoke() || len(call.Call.Args) == 0 {
		return
	}
	name := flow.CalleeName(&call.Call)
	methods, ok := borrows[name]
	own := ""
	if !ok {
		if own = f.m.Reused(call); own == "" {
			return
		}
	}
	receiver := access.Of(call.Call.Args[0])
	fn := flow.CalleeObject(&call.Call)
	if name == "(*encoding/csv.Reader).Read" && !f.reusesRecord(receiver) {
		return
	}
	write := func(instr ssa.Instruction) bool {
		other, ok := instr.(*ssa.Call)
		if !ok || len(other.Call.Args) == 0 {
			return false
		}
		if fn.FullName() == "(*bytes.Buffer).Bytes" && handsOver(other, receiver) {
			return f.emptied(call, other, receiver)
		}
		if other.Call.IsInvoke() || access.Of(other.Call.Args[0]) != receiver {
			return false
		}
		callee := flow.CalleeObject(&other.Call)
		if callee == nil || callee.Signature().Recv() == nil {
			return false
		}
		if own != "" {
			return callee == fn
		}
		if fn.Name() == "Bytes" && methods != "Scan" && !f.emptied(call, other, receiver) {
			return false
		}
		if callee.Name() == "Discard" && withinPeek(call, other) {
			return false
		}
		for method := range strings.FieldsSeq(methods) {
			if callee.Name() == method || method == "Read" && strings.HasPrefix(callee.Name(), "Read") || method == "Write" && strings.HasPrefix(callee.Name(), "Write") {
				return callee.Pkg() == fn.Pkg()
			}
		}
		return false
	}
	var slice ssa.Value = call
	if !alias.IsSlice(call) {
		if slice = extracted(call); slice == nil {
			return
		}
	}
	uses := f.outside(slice, receiver)
	if own != "" {
		uses = f.lastingBeyond(uses)
	}
	q := alias.Query{Slice: slice, Fn: f.fn, Uses: uses, Write: write}
	if root, ok := receiver.Root.(ssa.Instruction); ok {
		q.Fixed = []ssa.Value{root.(ssa.Value)}
	}
	x := f.m.Find(q)
	if x == nil {
		return
	}
	next := f.name(x.Write.(ssa.Value), "the next call")
	if x.Write == ssa.Instruction(call) {
		next = flow.Called(call, "the next call") + "()"
	}
	message := sprintf("the slice of %s is still used when %s overwrites it", f.name(call, "the call"), next)
	f.report(f.at(call), reused, message, f.cloneCall(call), f.trace(x, "")...)
}

// withinPeek reports whether discard skips no more than peek has returned: it
// does not read, so what was peeked stays.
func withinPeek(peek, discard *ssa.Call) bool {
	if flow.CalleeName(&peek.Call) != "(*bufio.Reader).Peek" {
		return false
	}
	n := discard.Call.Args[1]
	if length, ok := n.(*ssa.Call); ok && flow.Builtin(&length.Call) == "len" {
		part, ok := length.Call.Args[0].(*ssa.Extract)
		return ok && part.Tuple == ssa.Value(peek)
	}
	if a, isConst := ranges.Const(n); isConst {
		b, isConst := ranges.Const(peek.Call.Args[1])
		return isConst && a <= b
	}
	return n == peek.Call.Args[1]
}

// reusesRecord reports whether the function sets ReuseRecord of the reader.
func (f *function) reusesRecord(reader access.Path) bool {
	for instr := range flow.Instructions(f.fn) {
		store, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		addr, ok := store.Addr.(*ssa.FieldAddr)
		if ok && access.Of(addr.X) == reader && flow.FieldOf(addr) != nil && flow.FieldOf(addr).Name() == "ReuseRecord" {
			return true
		}
	}
	return false
}

// outside returns the uses of slice but for those that keep it in the object
// that has the buffer, at receiver: such an object knows what it does.
func (f *function) outside(slice ssa.Value, receiver access.Path) []alias.Use {
	var uses []alias.Use
	for _, use := range f.m.Uses(slice, nil) {
		store, ok := use.Instr.(*ssa.Store)
		if ok && use.Kept && receiver.Sel != "" && access.Of(store.Addr).Root == receiver.Root {
			continue
		}
		uses = append(uses, use)
	}
	return uses
}

// lastingBeyond returns uses but for those that hand the slice to a function
// which keeps it, if at all, by way of others: a parser, which is done with it
// when it returns or copies what is left.
func (f *function) lastingBeyond(uses []alias.Use) []alias.Use {
	return slices.DeleteFunc(uses, func(use alias.Use) bool { return use.Kept && use.Put == nil && f.passing(use) })
}

// handsOver reports whether call passes the buffer at receiver to a function
// that is none of its methods and may write to it.
func handsOver(call *ssa.Call, receiver access.Path) bool {
	fn := flow.CalleeObject(&call.Call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() == "bytes" {
		return false
	}
	for _, arg := range call.Call.Args {
		if access.Of(arg) == receiver {
			return true
		}
	}
	return false
}

// emptied reports whether between from and to the buffer at receiver is reset
// or truncated, so that to overwrites what from has returned.
func (f *function) emptied(from, to *ssa.Call, receiver access.Path) bool {
	path, ok := flow.Find(f.m.Package, flow.Search[bool]{
		Fn:   f.fn,
		From: from,
		Step: func(empty bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == ssa.Instruction(from) {
				return empty, flow.Prune // another slice from here on
			}
			if e.Instr == ssa.Instruction(to) && empty {
				return empty, flow.Found
			}
			if call, ok := e.Instr.(*ssa.Call); ok {
				switch flow.CalleeName(&call.Call) {
				case "(*bytes.Buffer).Reset", "(*bytes.Buffer).Truncate":
					empty = empty || access.Of(call.Call.Args[0]) == receiver
				}
			}
			return empty, flow.Continue
		},
	})
	return ok && path != nil
}

// extracted returns the slice among the results of call that is used, or nil.
func extracted(call *ssa.Call) ssa.Value {
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && alias.IsSlice(e) {
			return e
		}
	}
	return nil
}
