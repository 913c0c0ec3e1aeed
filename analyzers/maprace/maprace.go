package maprace

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/races"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
)

//go:embed doc.go
var doc string

// Analyzer reports maps that goroutines access at the same time.
var Analyzer = &analysis.Analyzer{
	Name:     "maprace",
	Doc:      docs.MustExtract(doc, "maprace"),
	URL:      docs.URL("maprace"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer, races.Analyzer},
}

const fatal = "a fatal error that recover cannot catch"

func run(pass *analysis.Pass) (any, error) {
	model := races.Of(pass)
	if !model.Goroutines.Relevant() {
		return nil, nil
	}
	seen := make(map[ssa.Instruction]bool)
	for _, c := range model.Conflicts() {
		if c.A.Kind == races.Map {
			seen[c.Culprit().Instr] = true
			report.At(pass, model.Range(c.Culprit().Access), "", message(model, c), model.Trace(c)...)
		}
	}
	for _, h := range model.Handovers() {
		if a := h.Culprit(); !seen[a.Instr] {
			seen[a.Instr] = true
			report.At(pass, model.Range(a.Access), "", handoverMessage(model, h), model.HandoverTrace(h)...)
		}
	}
	for _, s := range model.SharedMaps() {
		if !seen[s.Bare.Instr] {
			seen[s.Bare.Instr] = true
			report.At(pass, model.Range(s.Bare.Access), "", sharedMessage(model, s), model.SharedTrace(s)...)
		}
	}
	for _, i := range model.Inners() {
		if !seen[i.Use.Instr] {
			message := fmt.Sprintf("map %s is %s without %s, under which it was looked up: %s", model.UseName(i.Use), i.Use.Verb, i.Lock, fatal)
			report.At(pass, model.Range(i.Use.Access), "", message, model.InnerTrace(i)...)
		}
	}
	for _, l := range model.Leaks() {
		report.At(pass, model.Flow.Range(l.Return), "", leakMessage(model, l), model.LeakTrace(l)...)
	}
	return nil, nil
}

// sharedMessage says what lets others access the map at the same time.
func sharedMessage(model *races.Model, s *races.SharedMap) string {
	name := model.UseName(s.Bare)
	switch {
	case s.Try != nil:
		return fmt.Sprintf("map %s is %s even if the attempt to lock %s fails: %s", name, s.Bare.Verb, s.Lock, fatal)
	case s.Guard != nil:
		return fmt.Sprintf("map %s is %s without %s, which guards it elsewhere: %s", name, s.Bare.Verb, s.Guard.Lock, fatal)
	case s.Requests:
		return fmt.Sprintf("map %s is %s by a handler, which runs in many goroutines, without a lock: %s", name, s.Bare.Verb, fatal)
	}
	return fmt.Sprintf("map %s is %s without a lock while %s uses it: %s", name, s.Bare.Verb, user(s), fatal)
}

// handoverMessage says who uses the map that has been sent.
func handoverMessage(model *races.Model, h *races.Handover) string {
	a := h.Culprit()
	name := model.UseName(&races.Use{Access: a.Access})
	if h.After == nil {
		return fmt.Sprintf("map %s is written by several goroutines at once, %s", name, fatal)
	}
	return fmt.Sprintf("map %s is %s after it was sent to a goroutine that uses it, %s", name, a.Verb, fatal)
}

// leakMessage says how callers get at the map without the lock.
func leakMessage(model *races.Model, l *races.Leak) string {
	name := model.UseName(l.Read)
	switch {
	case l.Later && !l.Iterates():
		return fmt.Sprintf("the function that uses %s is called when %s is free, while the map is written: %s", name, l.Lock, fatal)
	case l.Later:
		return fmt.Sprintf("the iterator over %s is used when %s is free, while the map is written: %s", name, l.Lock, fatal)
	case l.Inside:
		return fmt.Sprintf("%s is returned out of %s with its map, which is written there: %s", name, l.Lock, fatal)
	}
	return fmt.Sprintf("%s is returned out of %s, so callers read it while it is written: %s", name, l.Lock, fatal)
}

// user says who uses the map besides.
func user(s *races.SharedMap) string {
	switch {
	case s.Spawn.Scraped:
		return "a request for a metric"
	case s.Spawn.Kind == goroutines.Timer:
		return "a timer"
	case s.Field.Class.Owner == nil:
		return "a goroutine"
	}
	return "the goroutine of its type"
}

// message says who accesses the map at the same time.
func message(model *races.Model, c *races.Conflict) string {
	name := model.Name(c)
	switch {
	case c.Spawn.Scraped && c.Other == nil && !c.A.Write:
		return fmt.Sprintf("map %s is written while requests may read it as a metric, %s", name, fatal)
	case c.Self:
		return fmt.Sprintf("map %s is written by several goroutines at once, %s", name, fatal)
	case c.Other != nil:
		return fmt.Sprintf("map %s is written in one goroutine while another may access it, %s", name, fatal)
	}
	return fmt.Sprintf("map %s is written while the goroutine started here may access it, %s", name, fatal)
}
