// Package goroutines tells which code of a package runs concurrently: what is
// started where, which functions it runs, how many copies of it there are, and
// up to where the code that started it runs beside it.
package goroutines

import (
	"go/ast"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
)

// Analyzer provides the goroutines of a package, found when first asked for.
var Analyzer = &analysis.Analyzer{
	Name:       "goroutines",
	Doc:        "find what runs concurrently for the checks",
	Requires:   []*analysis.Analyzer{flow.Analyzer},
	Run:        func(pass *analysis.Pass) (any, error) { return New(flow.Of(pass)), nil },
	ResultType: reflect.TypeFor[*Model](),
}

// A Model knows the goroutines of one package. Its methods may be called from
// several passes at once.
type Model struct {
	Flow *flow.Package

	entries *handlers.Entries

	find   sync.Once
	spawns []*Spawn
	in     map[*ssa.Function][]*Spawn
	runs   map[*ssa.Function][]*Spawn

	cache   sync.Mutex
	regions map[regionKey]*Region
	signals map[*Spawn][]Signal
	feeding map[*Spawn]bool
	code    map[*Spawn][]*Frame
	callees map[*ssa.Function][]*Frame

	await   sync.Once
	awaited map[*ssa.Function][]awaiting
}

// New returns the goroutines of p.
func New(p *flow.Package) *Model { return &Model{Flow: p, entries: handlers.Of(p)} }

// Serves returns the framework that calls fn once for each request, and for
// many at once, or nil.
func (m *Model) Serves(fn *ssa.Function) *handlers.Framework { return m.entries.Framework(fn) }

// Of returns the goroutines of the package of pass, whose analyzer must
// require [Analyzer].
func Of(pass *analysis.Pass) *Model { return pass.ResultOf[Analyzer].(*Model) }

// concurrent are the packages that run functions concurrently for their
// callers.
var concurrent = []string{"sync", "golang.org/x/sync/", "testing", "time", "github.com/sourcegraph/conc", "github.com/panjf2000/ants"}

// Relevant reports whether the package may run anything concurrently: it has a
// go statement, imports a package that starts goroutines, or serves requests.
// It looks only at the syntax and imports.
func (m *Model) Relevant() bool {
	if handlers.Imported(m.Flow.Types) {
		return true
	}
	for _, file := range m.Flow.Files {
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				continue
			}
			for _, prefix := range concurrent {
				if path == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(path, prefix) || strings.HasPrefix(path, prefix+"/") && strings.Contains(prefix, ".") {
					return true
				}
			}
		}
	}
	return m.hasGo()
}

func (m *Model) hasGo() bool {
	found := false
	for _, file := range m.Flow.Files {
		ast.Inspect(file, func(n ast.Node) bool {
			if _, ok := n.(*ast.GoStmt); ok {
				found = true
			}
			return !found
		})
	}
	return found
}

// Kind tells how a function comes to run concurrently.
type Kind int

const (
	Go       Kind = iota // a go statement
	Group                // (*sync.WaitGroup).Go, (*errgroup.Group).Go
	Timer                // time.AfterFunc, context.AfterFunc
	Handler              // registered with a server, which runs it once per request
	Submit               // handed to a pool of workers
	Subtest              // a subtest that calls t.Parallel
	Parallel             // (*testing.B).RunParallel: many copies, all ended on return
)

// A Spawn is a place that makes functions run concurrently.
type Spawn struct {
	Kind Kind
	// Site is the go statement or the call that starts the goroutine. If a
	// function of the package starts its parameter, Site is the call of that
	// function and Inner the spawn inside it.
	Site  ssa.CallInstruction
	Inner *Spawn
	// Bodies are the functions that the goroutine runs, by certainty. Their
	// arguments are values of the function that contains Site.
	Bodies    []flow.Callee
	Certainty flow.Certainty
	// Group is the address of the WaitGroup or errgroup of Kind Group.
	Group ssa.Value

	// Left is set if Site calls a function of the package that leaves the
	// goroutine of Inner behind, whatever that runs; see [Model.LeftIn].
	Left bool

	// Scraped is set, of Kind Handler, if handlers of another package ask for
	// the state of a metric.
	Scraped bool

	passed ssa.Value // with Inner, unless Left: the argument that Site hands over
}

// In returns the function that contains the spawn.
func (s *Spawn) In() *ssa.Function { return s.Site.Parent() }

// Many reports whether one execution of the function that contains s may start
// several copies, which need not run at the same time.
func (s *Spawn) Many() bool {
	return s.Kind == Handler || s.Kind == Parallel || s.Inner != nil && s.Inner.Many() || flow.InLoop(s.Site)
}

// Statement returns the place to show as the start of the goroutine: the
// innermost spawn.
func (s *Spawn) Statement() ssa.CallInstruction {
	for s.Inner != nil {
		s = s.Inner
	}
	return s.Site
}

// Spawns returns all spawns of the package, in the order of
// [flow.Package.Functions].
func (m *Model) Spawns() []*Spawn {
	m.find.Do(m.findSpawns)
	return m.spawns
}

// SpawnsIn returns the spawns that fn contains, literals excluded.
func (m *Model) SpawnsIn(fn *ssa.Function) []*Spawn {
	m.find.Do(m.findSpawns)
	return m.in[fn]
}

// LeftIn returns the goroutines that calls in fn leave behind: those that a
// function of the package starts for itself and waits for on no path.
func (m *Model) LeftIn(fn *ssa.Function) []*Spawn {
	var left []*Spawn
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(*ssa.Call)
		if !ok || call.Call.StaticCallee() == nil || flow.Origin(call.Call.StaticCallee()) == fn {
			continue
		}
		for _, inner := range m.SpawnsIn(flow.Origin(call.Call.StaticCallee())) {
			if inner.Inner == nil && (inner.Kind == Go || inner.Kind == Group) && inner.Certainty == flow.Sure && m.neverWaits(inner) {
				left = append(left, &Spawn{Kind: inner.Kind, Site: call, Inner: inner, Bodies: inner.Bodies, Certainty: inner.Certainty, Left: true})
			}
		}
	}
	return left
}

// neverWaits reports whether the function that contains s returns while the
// goroutine may run, whatever path it takes from s on.
func (m *Model) neverWaits(s *Spawn) bool {
	r := m.Region(s)
	for _, b := range s.In().Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && flow.Reaches(s.Site, ret) && !r.Contains(ret) {
			return false
		}
	}
	return r.Return
}

// Running returns the spawns that run fn itself as a goroutine.
func (m *Model) Running(fn *ssa.Function) []*Spawn {
	m.find.Do(m.findSpawns)
	return m.runs[fn]
}

// A Frame is a function that a goroutine runs: its body, or a function that
// the body calls.
type Frame struct {
	Fn     *ssa.Function
	Callee flow.Callee
	Caller *Frame              // nil for a body, unless the spawn is Left
	Call   ssa.CallInstruction // in Caller, or the site of the spawn
	// Starter is set for the function that starts the goroutine of a spawn that
	// is Left: the goroutine does not run it.
	Starter bool
}

// Body reports whether f is the body of the goroutine.
func (f *Frame) Body() bool { return f.Caller == nil || f.Caller.Starter }

// Translate returns what the path p of f's function denotes in the function
// that contains the spawn. It reports false if it is the goroutine's own.
func (f *Frame) Translate(p access.Path) (access.Path, bool) {
	for ; f != nil; f = f.Caller {
		var ok bool
		if p, ok = access.Translate(p, f.Callee); !ok {
			return access.Path{}, false
		}
	}
	return p, true
}

const (
	maxCallDepth = 4
	maxFrames    = 80
)

// Code returns the functions that the goroutine of s runs: its bodies and what
// they call, without goroutines that these start in turn. Function literals
// that are handed to functions of other packages count as called.
func (m *Model) Code(s *Spawn) []*Frame {
	m.cache.Lock()
	defer m.cache.Unlock()
	if frames, ok := m.code[s]; ok {
		return frames
	}
	frames := make([]*Frame, 0, len(s.Bodies))
	var starter *Frame
	site := s.Site
	if s.Left {
		callees, _ := m.Flow.Callees(s.Site)
		starter = &Frame{Fn: callees[0].Fn, Callee: callees[0], Call: s.Site, Starter: true}
		site = s.Inner.Site
	}
	for _, body := range s.Bodies {
		frames = append(frames, &Frame{Fn: body.Fn, Callee: body, Caller: starter, Call: site})
	}
	frames = m.called(frames)
	if m.code == nil {
		m.code = make(map[*Spawn][]*Frame)
	}
	m.code[s] = frames
	return frames
}

// Called returns fn and the functions that it calls, as [Model.Code] does for
// a goroutine.
func (m *Model) Called(fn *ssa.Function) []*Frame {
	m.cache.Lock()
	defer m.cache.Unlock()
	if frames, ok := m.callees[fn]; ok {
		return frames
	}
	frames := m.called([]*Frame{{Fn: fn, Callee: flow.Callee{Fn: fn}}})
	if m.callees == nil {
		m.callees = make(map[*ssa.Function][]*Frame)
	}
	m.callees[fn] = frames
	return frames
}

func (m *Model) called(frames []*Frame) []*Frame {
	m.find.Do(m.findSpawns)
	seen := make(map[*ssa.Function]bool)
	depth := make(map[*Frame]int)
	for _, f := range frames {
		seen[f.Fn] = true
	}
	for i := 0; i < len(frames) && len(frames) < maxFrames; i++ {
		f := frames[i]
		if depth[f] >= maxCallDepth {
			continue
		}
		for instr := range flow.Instructions(f.Fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			callees, handed := m.handedOver(f, call)
			if !handed {
				callees = m.Synchronous(call)
			}
			for _, callee := range callees {
				if !seen[callee.Fn] {
					seen[callee.Fn] = true
					sub := &Frame{Fn: callee.Fn, Callee: callee, Caller: f, Call: call}
					depth[sub] = depth[f] + 1
					frames = append(frames, sub)
				}
			}
		}
	}
	return frames
}

// handedOver returns the functions that call runs if it calls a parameter of
// f's function: those that the caller of f hands over, or has got itself from its
// own.
func (m *Model) handedOver(f *Frame, call ssa.CallInstruction) ([]flow.Callee, bool) {
	param, ok := call.Common().Value.(*ssa.Parameter)
	_, isGo := call.(*ssa.Go)
	if !ok || isGo || call.Common().IsInvoke() {
		return nil, false
	}
	v := ssa.Value(param)
	for ; f != nil; f = f.Caller {
		param, ok := v.(*ssa.Parameter)
		if !ok || param.Parent() != f.Fn {
			break
		}
		i := slices.Index(f.Fn.Params, param)
		if i < 0 || i >= len(f.Callee.Args) || f.Callee.Args[i] == nil {
			return nil, false
		}
		v = f.Callee.Args[i]
	}
	callees, certainty := m.Flow.ValueCallees(v, call.Common().Args)
	return callees, certainty == flow.Sure
}

// Synchronous returns the functions of the package that call runs in the
// goroutine of its caller: its callees, and literals handed to a function of
// another package. For go statements and other spawns it returns none.
func (m *Model) Synchronous(call ssa.CallInstruction) []flow.Callee {
	if _, isGo := call.(*ssa.Go); isGo {
		return nil
	}
	callees, certainty := m.Flow.Callees(call)
	if call.Common().IsInvoke() && certainty == flow.Unknown {
		return nil // types of other packages, or of tests, may stand behind the interface
	}
	for _, s := range m.SpawnsIn(call.Parent()) {
		if s.Site == call && s.Inner == nil {
			return callees
		}
	}
	if len(callees) > 0 || flow.Builtin(call.Common()) != "" {
		return callees
	}
	for _, arg := range call.Common().Args {
		if mc := closureOf(arg); mc != nil {
			if fn := mc.Fn.(*ssa.Function); fn.Blocks != nil && flow.Origin(fn) == fn {
				callees = append(callees, flow.Callee{Fn: fn, Closure: mc, Args: make([]ssa.Value, len(fn.Params))})
			}
		}
	}
	return callees
}

// closureOf returns the literal that v is, through conversions.
func closureOf(v ssa.Value) *ssa.MakeClosure {
	for {
		switch x := v.(type) {
		case *ssa.MakeClosure:
			return x
		case *ssa.ChangeType:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		default:
			return nil
		}
	}
}
