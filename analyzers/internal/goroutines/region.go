package goroutines

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// A Region is the part of the function that contains a spawn which may run
// while the goroutine does: from the spawn, along feasible paths, up to what
// waits for it.
type Region struct {
	at       map[ssa.Instruction]bool
	deferred map[ssa.Instruction]bool
	// Exit is set if the function can be left while the goroutine runs.
	Exit bool
	// Return is set if it can be left by returning.
	Return bool
}

// Contains reports whether instr may execute while the goroutine runs. For a
// defer statement it asks for the statement, not for the deferred call.
func (r *Region) Contains(instr ssa.Instruction) bool { return r.at[instr] }

// ContainsDeferred reports whether the call deferred by d may execute while
// the goroutine runs.
func (r *Region) ContainsDeferred(d ssa.Instruction) bool { return r.deferred[d] }

type regionKey struct {
	spawn *Spawn
	after ssa.Instruction // only signals given after it count
	avoid ssa.Instruction // paths end there
	loop  bool            // whatever waits: only the way back to the spawn counts
}

// Region returns the region of s.
func (m *Model) Region(s *Spawn) *Region { return m.region(regionKey{spawn: s}) }

// RegionOf is [Model.Region] for one variable and one access of it. The region
// ends where created makes the variable anew; created may be nil. A signal
// that the goroutine gives before it executes instr proves nothing.
func (m *Model) RegionOf(s *Spawn, created, instr ssa.Instruction) *Region {
	return m.region(m.keyOf(s, created, instr))
}

func (m *Model) keyOf(s *Spawn, created, instr ssa.Instruction) regionKey {
	key := regionKey{spawn: s}
	if created != nil && created.Parent() == s.In() {
		key.avoid = afterPhis(created)
	}
	if instr != nil {
		for _, sig := range m.Signals(s) {
			if !Follows(sig, instr) {
				key.after = instr
			}
		}
		if m.feeds(s) {
			key.after = instr
		}
	}
	return key
}

// WithItself reports whether two copies of the goroutine of s may run at the
// same time and share the variable or object that created made in the function
// that contains s; with a nil created they share it in any case. Again, only
// signals after the instruction instr of the goroutine prove that a copy has
// ended.
func (m *Model) WithItself(s *Spawn, created, instr ssa.Instruction) bool {
	switch s.Kind {
	case Handler, Parallel:
		return true
	}
	if s.Inner != nil && m.WithItself(s.Inner, nil, nil) {
		return true
	}
	if !flow.InLoop(s.Site) {
		return false
	}
	key := m.keyOf(s, created, instr)
	if s.Kind == Subtest {
		key.loop, key.after = true, nil // it begins to run when the loop has ended
	}
	r := m.region(key)
	// The body of a loop over a function returns to be called again.
	again := flow.Yields(s.In()) && r.Return && (created == nil || created.Parent() != s.In())
	return again || r.Contains(s.Site)
}

// afterPhis returns instr, or the first instruction behind the phis if it is
// one: paths have no event for phis.
func afterPhis(instr ssa.Instruction) ssa.Instruction {
	if _, isPhi := instr.(*ssa.Phi); !isPhi {
		return instr
	}
	for _, other := range instr.Block().Instrs {
		if _, isPhi := other.(*ssa.Phi); !isPhi {
			return other
		}
	}
	return instr
}

// Follows reports whether the goroutine may give the signal after it executed
// instr.
func Follows(sig Signal, instr ssa.Instruction) bool {
	if sig.Instr == nil || instr == nil {
		return true // the end of the goroutine
	}
	if sig.Instr.Parent() != instr.Parent() {
		return true
	}
	if _, isDefer := sig.Instr.(*ssa.Defer); isDefer {
		return true
	}
	if sig.Kind == Receive && flow.InLoop(sig.Instr) {
		return false // a worker that receives again proves nothing
	}
	return flow.Reaches(instr, sig.Instr)
}

func (m *Model) region(key regionKey) *Region {
	m.cache.Lock()
	r, ok := m.regions[key]
	m.cache.Unlock()
	if ok {
		return r
	}
	r = &Region{at: make(map[ssa.Instruction]bool), deferred: make(map[ssa.Instruction]bool)}
	m.fill(r, key)
	m.cache.Lock()
	defer m.cache.Unlock()
	if m.regions == nil {
		m.regions = make(map[regionKey]*Region)
	}
	if known, ok := m.regions[key]; ok {
		return known // by another goroutine, meanwhile
	}
	m.regions[key] = r
	return r
}

func (m *Model) fill(r *Region, key regionKey) {
	s := key.spawn
	if !key.loop && (s.Kind == Parallel || s.Kind == Subtest || s.Kind == Handler && !s.Scraped) {
		return // ended on return, or not begun before the function has ended
	}
	if s.Inner != nil && !m.Region(s.Inner).Return {
		return // the helper waits for it
	}
	var signals []Signal
	for _, sig := range m.Signals(s) {
		if key.loop {
			break
		}
		if key.after == nil || Follows(sig, key.after) {
			signals = append(signals, sig)
		}
	}
	signals = append(signals, m.relayed(s, signals)...)
	tokens := m.tokens(s, signals)
	var fed []access.Path
	if key.after != nil && !key.loop {
		fed = m.fed(s, key.after)
	}
	flow.Find(m.Flow, flow.Search[bool]{
		Fn:   s.In(),
		From: s.Site,
		Step: func(_ bool, e flow.Event, _ *flow.Cursor) (bool, flow.Verdict) {
			if e.Instr == key.avoid && e.Instr != nil && !e.Deferred {
				return false, flow.Prune
			}
			if m.joins(s, signals, e) || takesToken(e, tokens) || m.tells(e, fed) {
				return false, flow.Prune
			}
			if e.Deferred {
				r.deferred[e.Instr] = true
			} else {
				r.at[e.Instr] = true
			}
			if flow.IsExit(e.Instr) {
				r.Exit = true
			}
			if _, isReturn := e.Instr.(*ssa.Return); isReturn {
				r.Return = true
			}
			return false, flow.Continue
		},
	})
}

// outlives reports whether the function that contains s may return while the
// goroutine runs.
func (m *Model) outlives(s *Spawn) bool { return m.Region(s).Exit }

// Outlives reports whether the function that contains s may return while the
// goroutine runs.
func (m *Model) Outlives(s *Spawn) bool { return m.outlives(s) }

// joins reports whether the event proves that the goroutine of s has given one
// of the signals.
func (m *Model) joins(s *Spawn, signals []Signal, e flow.Event) bool {
	switch instr := e.Instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && anyMatch(receives(instr.X), signals)
	case *ssa.Send:
		a := receives(instr.Chan)
		a.send = true
		return anyMatch(a, signals)
	case *ssa.If:
		state := Chosen(instr, e.Branch)
		return state != nil && state.Dir == types.RecvOnly && anyMatch(receives(state.Chan), signals) || drained(instr, e.Branch, signals)
	case *ssa.Select:
		if instr.Blocking && len(instr.States) == 1 && instr.States[0].Dir == types.RecvOnly {
			return anyMatch(receives(instr.States[0].Chan), signals)
		}
	case ssa.CallInstruction:
		if _, isDefer := instr.(*ssa.Defer); isDefer && !e.Deferred || instr == s.Site {
			return false
		}
		if waitsForAll(instr) || failsTest(instr) {
			return true
		}
		for w := range m.waits(instr) {
			if anyMatch(w, signals) {
				return true
			}
		}
		return stops(s, instr) || asksPool(s, instr)
	}
	return false
}

// failsTest reports whether call ends the test or marks it as failed: what
// happens then does not matter.
func failsTest(call ssa.CallInstruction) bool {
	recv, method, ok := strings.Cut(flow.CalleeName(call.Common()), ").")
	if !ok || recv != "(*testing.common" && recv != "(testing.TB" {
		return false
	}
	switch method {
	case "Error", "Errorf", "Fail", "Fatal", "Fatalf", "FailNow", "Skip", "Skipf", "SkipNow":
		return true
	}
	return false
}

// waitsForAll reports whether call waits until every other goroutine of its
// test is blocked or has ended.
func waitsForAll(call ssa.CallInstruction) bool {
	switch flow.CalleeName(call.Common()) {
	case "testing/synctest.Wait", "internal/synctest.Wait":
		return true
	}
	return false
}

func anyMatch(a awaiting, signals []Signal) bool {
	for _, sig := range signals {
		if a.matches(sig) {
			return true
		}
	}
	return false
}

// stops reports whether call stops the timer that s starts, after which its
// function is taken not to run.
func stops(s *Spawn, call ssa.CallInstruction) bool {
	if s.Kind != Timer {
		return false
	}
	common := call.Common()
	if flow.CalleeName(common) == "(*time.Timer).Stop" {
		return true
	}
	started, ok := s.Site.(ssa.Value)
	return ok && common.Value == started // stop := context.AfterFunc(…); stop()
}

// Chosen returns the case of a select statement that the branch takes, or nil.
func Chosen(branch *ssa.If, taken int) *ssa.SelectState {
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL || taken <= 0 {
		return nil
	}
	index, ok := cmp.X.(*ssa.Extract)
	if !ok || index.Index != 0 {
		return nil
	}
	sel, ok := index.Tuple.(*ssa.Select)
	if !ok {
		return nil
	}
	k, ok := cmp.Y.(*ssa.Const)
	if !ok || k.Value == nil {
		return nil
	}
	i, exact := constant.Int64Val(k.Value)
	if !exact || i < 0 || int(i) >= len(sel.States) {
		return nil
	}
	return sel.States[i]
}

// String describes s for tests and debugging: its kind, how many copies there
// are, and what it runs.
func (s *Spawn) String() string {
	kinds := [...]string{"go", "group", "timer", "handler", "submit", "subtest", "parallel"}
	names := make([]string, 0, len(s.Bodies))
	for _, body := range s.Bodies {
		names = append(names, body.Fn.Name())
	}
	many := ""
	if s.Many() {
		many = " many"
	}
	return kinds[s.Kind] + many + " " + strings.Join(names, " ")
}
