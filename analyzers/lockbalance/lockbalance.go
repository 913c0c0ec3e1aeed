package lockbalance

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

//go:embed doc.go
var doc string

// Analyzer reports locks that are not released, released in the wrong mode or
// released twice.
var Analyzer = &analysis.Analyzer{
	Name:     "lockbalance",
	Doc:      docs.MustExtract(doc, "lockbalance"),
	URL:      docs.URL("lockbalance"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, locks.Analyzer},
}

// The kinds of findings.
const (
	kept     = "kept"
	mode     = "mode"
	unlocked = "unlocked"
)

func run(pass *analysis.Pass) (any, error) {
	model := locks.Of(pass)
	if !model.Used() {
		return nil, nil
	}
	c := &checker{pass: pass, model: model, handed: model.Handovers(), seen: make(map[finding]bool)}
	for _, fn := range model.Functions() {
		for _, lock := range model.Locks(fn) {
			if lock.TestOwn() {
				continue
			}
			for _, change := range lock.Changes() {
				switch change.Kind {
				case locks.Acquire, locks.Try:
					if _, deferred := change.At.(*ssa.Defer); deferred {
						continue // at the very end
					}
					c.leaks(lock, change)
					c.wrongModes(lock, change)
					c.doubles(lock, change)
				case locks.Release:
					c.unearned(lock, change)
				}
			}
		}
	}
	return nil, nil
}

// A checker looks at the locks of one package.
type checker struct {
	pass   *analysis.Pass
	model  *locks.Model
	handed map[access.Class]locks.Handover
	seen   map[finding]bool
}

// A finding is what is reported once only.
type finding struct {
	kind string
	at   ssa.Instruction
	path access.Path
}

// first reports whether the finding is new, and remembers it.
func (c *checker) first(kind string, at ssa.Instruction, lock locks.Lock) bool {
	f := finding{kind, at, lock.Path}
	if c.seen[f] {
		return false
	}
	c.seen[f] = true
	return true
}
