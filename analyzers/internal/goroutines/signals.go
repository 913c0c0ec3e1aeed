package goroutines

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
)

// SignalKind tells how a goroutine lets others know how far it is.
type SignalKind int

const (
	Done    SignalKind = iota // Done on a WaitGroup, or the end of a function of a group
	Send                      // a send on a channel
	Close                     // a close of a channel
	Cancel                    // a call of a context.CancelFunc
	Notify                    // something handed to a function out of sight, which may signal
	Receive                   // a receive, which completes a send on an unbuffered channel
)

// A Signal is an operation of a goroutine that others may wait for.
type Signal struct {
	Kind  SignalKind
	Instr ssa.Instruction
	Frame *Frame
	// Object is the WaitGroup or channel in terms of the function that
	// contains the spawn; zero if it is not known there.
	Object access.Path
	Class  access.Class
	Type   types.Type
}

// Signals returns the signals that the goroutine of s gives, those of the
// goroutines that it starts itself included.
func (m *Model) Signals(s *Spawn) []Signal {
	m.cache.Lock()
	if signals, ok := m.signals[s]; ok {
		m.cache.Unlock()
		return signals
	}
	m.cache.Unlock()
	var signals []Signal
	if s.Group != nil {
		signals = append(signals, signalOn(Done, nil, nil, s.Group))
	}
	for inner := s.Inner; inner != nil; inner = inner.Inner {
		// The helper that starts the function may signal when it has ended.
		signals = append(signals, m.helperSignals(s, inner)...)
	}
	for _, f := range m.Code(s) {
		signals = append(signals, m.signalsIn(f)...)
		for _, nested := range m.SpawnsIn(f.Fn) {
			for _, body := range nested.Bodies {
				sub := &Frame{Fn: body.Fn, Callee: body, Caller: f, Call: nested.Site}
				signals = append(signals, m.signalsIn(sub)...)
			}
		}
	}
	m.cache.Lock()
	defer m.cache.Unlock()
	if m.signals == nil {
		m.signals = make(map[*Spawn][]Signal)
	}
	if known, ok := m.signals[s]; ok {
		return known // by another goroutine, meanwhile
	}
	m.signals[s] = signals
	return signals
}

// relayed returns the signals that other goroutines of the same function give
// only after they have waited for one of the signals of s: a goroutine that
// waits for a group and then closes a channel.
func (m *Model) relayed(s *Spawn, signals []Signal) []Signal {
	var more []Signal
	for _, other := range m.SpawnsIn(s.In()) {
		if other == s || len(signals) == 0 {
			continue
		}
		for _, sig := range m.Signals(other) {
			if sig.Kind != Receive && sig.Instr != nil && sig.Frame != nil && sig.Frame.Caller == nil && m.Ordered(sig.Frame, sig.Instr, signals) {
				more = append(more, sig)
			}
		}
	}
	return more
}

// helperSignals returns the signals of the spawn inner inside a helper of the
// package, in terms of the function that contains s.
func (m *Model) helperSignals(s, inner *Spawn) []Signal {
	callees, _ := m.Flow.Callees(s.Site)
	var signals []Signal
	for _, callee := range callees {
		outer := &Frame{Fn: callee.Fn, Callee: callee, Call: s.Site}
		if inner.Group != nil {
			sig := signalOn(Done, nil, outer, inner.Group)
			signals = append(signals, sig)
		}
		for _, body := range inner.Bodies {
			if body.Closure == nil {
				continue
			}
			f := &Frame{Fn: body.Fn, Callee: body, Caller: outer, Call: inner.Site}
			signals = append(signals, m.signalsIn(f)...)
		}
	}
	return signals
}

// signalOn returns a signal on the object v of f's function.
func signalOn(kind SignalKind, instr ssa.Instruction, f *Frame, v ssa.Value) Signal {
	sig := Signal{Kind: kind, Instr: instr, Frame: f, Class: access.ClassOf(v), Type: v.Type()}
	if f != nil && f.Call == nil {
		sig.Object = access.Of(v) // the function itself, not called by a goroutine
	} else if p, ok := f.Translate(access.Of(v)); ok {
		sig.Object = p
	}
	return sig
}

func (m *Model) signalsIn(f *Frame) []Signal {
	var signals []Signal
	add := func(kind SignalKind, instr ssa.Instruction, v ssa.Value) {
		signals = append(signals, signalOn(kind, instr, f, v))
	}
	for instr := range flow.Instructions(f.Fn) {
		switch instr := instr.(type) {
		case *ssa.UnOp:
			if instr.Op == token.ARROW {
				add(Receive, instr, instr.X)
			}
		case *ssa.Send:
			add(Send, instr, instr.Chan)
		case *ssa.Select:
			for _, state := range instr.States {
				if state.Dir == types.SendOnly {
					add(Send, instr, state.Chan)
				}
			}
		case ssa.CallInstruction:
			if _, isGo := instr.(*ssa.Go); !isGo {
				m.callSignals(instr, add)
			}
		}
	}
	return signals
}

func (m *Model) callSignals(call ssa.CallInstruction, add func(SignalKind, ssa.Instruction, ssa.Value)) {
	common := call.Common()
	if flow.Builtin(common) == "close" {
		add(Close, call, common.Args[0])
		return
	}
	if flow.Builtin(common) != "" {
		return
	}
	if isCancel(common.Value.Type()) {
		add(Cancel, call, common.Value)
	}
	switch flow.CalleeName(common) {
	case "(*sync.WaitGroup).Done", "(*sync.WaitGroup).Add":
		add(Done, call, common.Args[0])
		return
	}
	if m.foreignMethod(call, "Done") {
		add(Done, call, common.Args[0])
	}
	// A WaitGroup, channel or pipe handed to code out of sight may be
	// signalled there.
	if callees, certainty := m.Flow.Callees(call); len(callees) > 0 && certainty != flow.Unknown {
		return
	}
	args := common.Args
	if common.IsInvoke() {
		args = append([]ssa.Value{common.Value}, args...)
	}
	for _, arg := range args {
		arg = unwrap(arg)
		if signalling(arg.Type()) {
			add(Notify, call, arg)
		}
	}
}

// foreignMethod reports whether call is of a method with one of the names, of a
// concrete type of another package: that of a group of its own kind, by the name.
func (m *Model) foreignMethod(call ssa.CallInstruction, names ...string) bool {
	common := call.Common()
	fn := flow.CalleeObject(common)
	if fn == nil || common.IsInvoke() || fn.Signature().Recv() == nil || !slices.Contains(names, fn.Name()) {
		return false
	}
	callees, _ := m.Flow.Callees(call)
	return len(callees) == 0
}

// signalling reports whether something that waits elsewhere may be woken
// through a value of type t, by code out of sight.
func signalling(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Pointer:
		switch typ.Name(t.Elem()) {
		case "sync.WaitGroup", "io.PipeWriter", "io.PipeReader", "sync.Cond":
			return true
		}
	}
	return isCancel(t)
}

func isCancel(t types.Type) bool {
	switch typ.Name(t) {
	case "context.CancelFunc", "context.CancelCauseFunc":
		return true
	}
	return false
}
