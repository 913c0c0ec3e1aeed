// Package explore executes functions of a package in all the ways that matter
// to their goroutines, channels and locks, and tells how that can go wrong: a
// goroutine that waits for ever, a channel that is closed twice.
//
// An execution knows the values that decide about concurrency (channels,
// closures, counters, lengths, flags) and keeps everything else as unknown
// values, about which it remembers what it has decided: a condition on the
// same unknown value has the same outcome everywhere in an execution, also in
// other goroutines that it was sent to. Loops with an unknown bound turn a few
// times, and equally often where they have the same bound.
//
// What code that is not seen may use (what is stored in variables from
// outside, returned, passed to other packages) can always go on, so that it is
// never said to block.
package explore

import (
	"container/heap"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Analyzer provides the executions of a package, run when first asked for.
var Analyzer = &analysis.Analyzer{
	Name:       "explore",
	Doc:        "execute functions with their goroutines and find how they block",
	Run:        run,
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	ResultType: reflect.TypeFor[*Package](),
}

// A Package holds the executions of the functions of a package.
type Package struct {
	flow *flow.Package
	once sync.Once

	outcomes []*Outcome
	stats    map[*ssa.MakeChan]*Stats
	matters  map[*ssa.Function]bool
	carrying map[types.Type]bool
	regions  map[*ssa.Function]map[*ssa.BasicBlock]*region
	meets    map[*ssa.Function]map[*ssa.BasicBlock]*ssa.BasicBlock
	loops    map[*ssa.BasicBlock]turn
	calls    map[ssa.CallInstruction]*callInfo
	names    map[*types.Func]string
	tests    map[*ssa.Function]bool
	written  map[*ssa.Function]map[*types.Var]bool
	methods  map[methodKey]*types.Selection
	leaves   map[*ssa.Function]bool // see shallow
	unused   []map[ssa.Value]value
	stopped  map[*types.Var]bool // see stops
	flags    map[*ssa.Call]bool  // see toldByFlag
	steps    int
}

// Stats tell what all executions together did with the channels of one make.
type Stats struct {
	cap                     ssa.Value
	sends, receives, closes map[ssa.Instruction]bool
}

// Sends returns the number of places that sent or tried to.
func (s *Stats) Sends() int { return len(s.sends) }

// Receives returns the number of places that received or tried to.
func (s *Stats) Receives() int { return len(s.receives) }

// Closes returns the number of places that closed the channel.
func (s *Stats) Closes() int { return len(s.closes) }

func (s *Stats) selected(at ssa.Instruction, send bool) {
	if send {
		s.sends[at] = true
	} else {
		s.receives[at] = true
	}
}

func run(pass *analysis.Pass) (any, error) {
	return New(pass.ResultOf[flow.Analyzer].(*flow.Package)), nil
}

// New returns the executions of the package p.
func New(p *flow.Package) *Package {
	return &Package{
		flow:     p,
		stats:    make(map[*ssa.MakeChan]*Stats),
		matters:  make(map[*ssa.Function]bool),
		carrying: make(map[types.Type]bool),
		regions:  make(map[*ssa.Function]map[*ssa.BasicBlock]*region),
		meets:    make(map[*ssa.Function]map[*ssa.BasicBlock]*ssa.BasicBlock),
		loops:    make(map[*ssa.BasicBlock]turn),
		calls:    make(map[ssa.CallInstruction]*callInfo),
		names:    make(map[*types.Func]string),
		tests:    make(map[*ssa.Function]bool),
		written:  make(map[*ssa.Function]map[*types.Var]bool),
		methods:  make(map[methodKey]*types.Selection),
		flags:    make(map[*ssa.Call]bool),
		leaves:   make(map[*ssa.Function]bool),
	}
}

// Of returns the executions of the package of pass, whose analyzer must
// require [Analyzer].
func Of(pass *analysis.Pass) *Package { return pass.ResultOf[Analyzer].(*Package) }

// Outcomes returns how executions of the package go wrong, each kind once for
// each place.
func (p *Package) Outcomes() []*Outcome {
	p.once.Do(p.explore)
	return p.outcomes
}

// StatsOf returns what the executions did with the channels that mk makes.
func (p *Package) StatsOf(mk *ssa.MakeChan) *Stats {
	p.once.Do(p.explore)
	return p.statsOf(mk)
}

func (p *Package) statsOf(mk *ssa.MakeChan) *Stats {
	s := p.stats[mk]
	if s == nil {
		s = &Stats{
			sends:    make(map[ssa.Instruction]bool),
			receives: make(map[ssa.Instruction]bool),
			closes:   make(map[ssa.Instruction]bool),
		}
		p.stats[mk] = s
	}
	return s
}

const (
	maxRuns     = 200    // executions of one function
	quietRuns   = 12     // executions without any goroutine or channel
	staleRuns   = 40     // executions that go no way that others have not gone
	maxCost     = 4      // deviations of one execution
	rootSteps   = 60_000 // instructions of all executions of one function
	packageStep = 4_000_000
)

// Uses reports whether the package makes channels or starts goroutines, so
// that exploring it is worth the while. It looks at the syntax only.
func Uses(files []*ast.File) bool {
	found := false
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt, *ast.SendStmt, *ast.SelectStmt, *ast.ChanType:
				found = true
			case *ast.UnaryExpr:
				found = found || n.Op.String() == "<-"
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// explore executes the functions of the package.
func (p *Package) explore() {
	if !Uses(p.flow.Files) {
		return
	}
	for _, root := range p.roots() {
		if p.steps > packageStep {
			break
		}
		p.exploreRoot(root, nil)
	}
	for _, u := range p.uses() {
		if p.steps > packageStep {
			break
		}
		p.exploreRoot(u.constructor, u.method)
	}
	p.outcomes = distinct(p.outcomes)
}

// isMain reports whether the process ends with fn.
func isMain(fn *ssa.Function) bool {
	return fn.Name() == "main" && fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" && fn.Parent() == nil ||
		fn.Name() == "TestMain"
}

// exploreRoot executes root, and then, unless it is nil, the method of what root
// has made: first as it is likely to go, then with more and more deviations.
func (p *Package) exploreRoot(root, method *ssa.Function) {
	var queue prefixes
	heap.Push(&queue, prefix{})
	steps, eventful := 0, false
	seen, stale := make(novelty), 0
	for runs := 0; queue.Len() > 0 && runs < maxRuns && steps < rootSteps && stale < staleRuns; runs++ {
		next := heap.Pop(&queue).(prefix)
		m := &machine{
			pkg: p, root: root, called: method, prefix: next.choices, cost: next.cost,
			globals: make(map[*ssa.Global]*cell), memo: make(map[string]value), atoms: make(map[string]bool),
			isMain: isMain(root), isTest: p.isTest(root),
		}
		m.run()
		steps += m.steps
		m.conclude()
		eventful = eventful || len(m.gos) > 1 || len(m.events) > 0 && m.acted || len(m.outcomes) > 0
		if !eventful && runs > quietRuns {
			break
		}
		if stale++; seen.add(m) {
			stale = 0
		}
		p.outcomes = append(p.outcomes, m.outcomes...)
		for i := len(next.choices); i < len(m.made); i++ {
			c := m.made[i]
			if next.cost+c.cost > maxCost {
				continue
			}
			for alt := 1; alt < c.of; alt++ {
				choices := make([]int, i+1)
				for j := range i {
					choices[j] = m.made[j].taken
				}
				choices[i] = alt
				queue.n++
				orders := next.orders
				if c.cost > 1 {
					orders++
				}
				heap.Push(&queue, prefix{choices, next.cost + c.cost, orders, queue.n})
			}
		}
	}
	p.steps += steps
}

// novelty is what the executions of a function have done so far.
type novelty map[deed]bool

// A deed is an operation or decision of an execution, or an outcome.
type deed struct {
	at   ssa.Instruction
	kind eventKind
	text string
	i    int
}

// add adds what m has done, and reports whether something is new.
func (n novelty) add(m *machine) bool {
	size := len(n)
	for i := range m.events {
		e := &m.events[i]
		n[deed{e.at, e.kind, e.text, e.i}] = true
	}
	for _, o := range m.outcomes {
		n[deed{o.Op, -1, "", int(o.Kind)}] = true
	}
	return len(n) > size
}

// A prefix is the beginning of an execution.
type prefix struct {
	choices []int
	cost    int
	orders  int // how many of the deviations are unlikely, as other orders of goroutines are
	n       int
}

// prefixes is a heap of prefixes, the cheapest and oldest first. Of those that
// cost the same, decisions about data come before orders of goroutines.
type prefixes struct {
	list []prefix
	n    int
}

func (q *prefixes) Len() int { return len(q.list) }
func (q *prefixes) Less(i, j int) bool {
	a, b := q.list[i], q.list[j]
	if a.cost != b.cost {
		return a.cost < b.cost
	}
	if a.orders != b.orders {
		return a.orders < b.orders
	}
	return a.n < b.n
}
func (q *prefixes) Swap(i, j int) { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *prefixes) Push(x any)    { q.list = append(q.list, x.(prefix)) }
func (q *prefixes) Pop() any {
	last := q.list[len(q.list)-1]
	q.list = slices.Delete(q.list, len(q.list)-1, len(q.list))
	return last
}

// isTest reports whether fn is declared in a test file.
func (p *Package) isTest(fn *ssa.Function) bool {
	is, ok := p.tests[fn]
	if !ok {
		is = deliberate.InTest(p.flow.Fset, fn.Pos())
		p.tests[fn] = is
	}
	return is
}
