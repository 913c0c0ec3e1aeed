package gounbounded

import (
	_ "embed"
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports semaphores that goroutines acquire after they were started.
var Analyzer = &analysis.Analyzer{
	Name:     "gounbounded",
	Doc:      docs.MustExtract(doc, "gounbounded"),
	URL:      docs.URL("gounbounded"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, goroutines.Analyzer},
}

func run(pass *analysis.Pass) (any, error) {
	model := goroutines.Of(pass)
	if !model.Relevant() {
		return nil, nil
	}
	for _, s := range model.Spawns() {
		if s.Kind != goroutines.Go && s.Kind != goroutines.Group || s.Inner != nil || !flow.InLoop(s.Site) {
			continue
		}
		for _, body := range s.Bodies {
			acquire, sem := firstAcquire(body.Fn)
			if acquire == nil || !outside(sem, body) || !released(model, body.Fn, sem) || boundedBefore(s, body, sem) {
				continue
			}
			text := fmt.Sprintf("%s is acquired inside the goroutine, so it bounds the work but not the number of goroutines", nameOf(model, sem))
			report.At(pass, model.Flow.Range(acquire), "", text,
				report.Step(model.Flow.Range(s.Site), "each iteration starts a goroutine here"),
				report.Step(model.Flow.Range(acquire), "which waits here, with its stack and all that it captures"))
		}
	}
	return nil, nil
}

func nameOf(model *goroutines.Model, sem ssa.Value) string {
	if name := model.Flow.Name(sem); name != "" {
		return name
	}
	return "the semaphore"
}

// firstAcquire returns the acquisition of a semaphore that opens the body fn,
// and the semaphore, or nil: a send of an empty value, or Acquire.
func firstAcquire(fn *ssa.Function) (ssa.Instruction, ssa.Value) {
	if len(fn.Blocks) == 0 {
		return nil, nil
	}
	for _, instr := range fn.Blocks[0].Instrs {
		switch instr := instr.(type) {
		case *ssa.Send:
			if emptyValue(instr.X) {
				return instr, instr.Chan
			}
			return nil, nil
		case *ssa.Defer:
		case *ssa.Call:
			if flow.CalleeName(instr.Common()) == "(*golang.org/x/sync/semaphore.Weighted).Acquire" {
				return instr, instr.Call.Args[0]
			}
			return nil, nil
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				return nil, nil
			}
		case *ssa.Go, *ssa.Select, *ssa.MapUpdate:
			return nil, nil
		}
	}
	return nil, nil
}

// emptyValue reports whether v tells nothing, as what is put into a semaphore:
// a constant, or a struct without fields.
func emptyValue(v ssa.Value) bool {
	if _, ok := v.(*ssa.Const); ok {
		return true
	}
	load, ok := v.(*ssa.UnOp)
	return ok && load.Op == token.MUL && load.Type().Underlying().String() == "struct{}"
}

// outside reports whether the semaphore is one that the function which starts
// the goroutine knows, with room for more than one.
func outside(sem ssa.Value, body flow.Callee) bool {
	p, ok := access.Translate(access.Of(sem), body)
	if !ok {
		return false
	}
	mk, ok := p.Root.(*ssa.MakeChan)
	if !ok {
		return true
	}
	size, ok := mk.Size.(*ssa.Const)
	return !ok || size.Value != nil && size.Int64() > 1
}

// boundedBefore reports whether the function of s sends to another channel than
// sem, in the loop, before it starts the goroutine of body, and this receives
// from it: that one bounds the number of goroutines.
func boundedBefore(s *goroutines.Spawn, body flow.Callee, sem ssa.Value) bool {
	given := make(map[access.Path]bool)
	for instr := range flow.Instructions(body.Fn) {
		recv, ok := instr.(*ssa.UnOp)
		if !ok || recv.Op != token.ARROW || access.Of(recv.X) == access.Of(sem) {
			continue
		}
		if p, ok := access.Translate(access.Of(recv.X), body); ok {
			given[p] = true
		}
	}
	for instr := range flow.Instructions(s.In()) {
		if !flow.Dominates(instr, s.Site) || !flow.Reaches(s.Site, instr) {
			continue
		}
		switch instr := instr.(type) {
		case *ssa.Send:
			if given[access.Of(instr.Chan)] {
				return true
			}
		case *ssa.Select:
			for _, state := range instr.States {
				if state.Dir == types.SendOnly && given[access.Of(state.Chan)] {
					return true
				}
			}
		}
	}
	return false
}

// released reports whether fn, or what it calls or defers, gives back what it
// acquired of sem.
func released(model *goroutines.Model, fn *ssa.Function, sem ssa.Value) bool {
	want := access.Of(sem)
	for _, f := range model.Called(fn) {
		for instr := range flow.Instructions(f.Fn) {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && access.Of(instr.X) == want {
					return true
				}
			case ssa.CallInstruction:
				if flow.CalleeName(instr.Common()) == "(*golang.org/x/sync/semaphore.Weighted).Release" {
					return true
				}
			}
		}
	}
	return false
}
