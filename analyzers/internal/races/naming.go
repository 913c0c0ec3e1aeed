package races

import (
	"go/ast"
	"go/types"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
)

// callersLock reports whether the name or the comment of the function says that
// its callers hold a lock, in so many words.
func (m *Model) callersLock(fn *ssa.Function) bool {
	fn = flow.Outermost(fn)
	if strings.HasSuffix(fn.Name(), "Locked") || strings.HasSuffix(fn.Name(), "locked") {
		return true
	}
	return saysHeld(comment(fn))
}

// saysHeld reports whether text says that a lock is held.
func saysHeld(text string) bool {
	return strings.Contains(text, "lock") && (strings.Contains(text, "held") || strings.Contains(text, "hold") || strings.Contains(text, "must be called with"))
}

// LockedByName reports whether the name of the function says that its callers
// hold a lock, or its comment that they see to it that nothing else runs.
func (m *Model) LockedByName(fn *ssa.Function) bool {
	fn = flow.Outermost(fn)
	name := strings.ToLower(fn.Name())
	for _, word := range []string{"locked", "nolock", "withoutlock", "unsafe", "lockheld", "withlock"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	if strings.HasSuffix(fn.Name(), "L") || strings.HasSuffix(fn.Name(), "_") {
		return true
	}
	return speaksOfLocks(comment(fn))
}

// meansOwn reports whether fn is a method of an object with a lock of its own,
// and lock that of another type, which the comment of fn does not name: the lock
// that callers hold is that of the receiver.
func (m *Model) meansOwn(fn *ssa.Function, lock access.Class) bool {
	fn = flow.Outermost(fn)
	recv := fn.Signature.Recv()
	if recv == nil || lock.Owner == nil {
		return false
	}
	t := recv.Type()
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || types.Object(named.Origin().Obj()) == lock.Owner || !hasLock(t) {
		return false
	}
	text := comment(fn) + " " + m.opening(fn)
	if !saysHeld(text) && !strings.HasSuffix(strings.ToLower(fn.Name()), "locked") {
		return false
	}
	owner := strings.ToLower(lock.Owner.Name())
	for _, word := range []string{owner + " lock", owner + "'s", owner + ".", "of " + owner, "of the " + owner, "and " + owner, "locks", "both", "concurren", "thread", "goroutine", "only", "no ", "not ", "without"} {
		if strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// hasLock reports whether t, or what it points to, is a struct with a lock among
// its fields.
func hasLock(t types.Type) bool {
	for range 2 { // a captured variable is a pointer
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range s.Fields() {
		if locks.IsLock(field.Type()) {
			return true
		}
	}
	return false
}

// opening returns, in lower case, the comments inside the function fn above its
// first statement, which say what holds when it is called.
func (m *Model) opening(fn *ssa.Function) string {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	if !ok || decl.Body == nil || len(decl.Body.List) == 0 {
		return ""
	}
	var text strings.Builder
	for _, group := range syntax.Comments(m.Flow.Files, decl.Body.Lbrace, decl.Body.List[0].Pos()) {
		text.WriteString(group.Text())
	}
	return strings.Join(strings.Fields(strings.ToLower(text.String())), " ")
}

// comment returns the comment of fn in lower case and on one line, or "".
func comment(fn *ssa.Function) string {
	if decl, ok := fn.Syntax().(*ast.FuncDecl); ok {
		return strings.Join(strings.Fields(strings.ToLower(decl.Doc.Text())), " ")
	}
	return ""
}

// speaksOfLocks reports whether text, in lower case, says anything about locks,
// about concurrent use other than that it is safe, or about when a call is not.
func speaksOfLocks(text string) bool {
	for _, words := range []string{"not safe to call", "only safe to call", "safe to read", "must not be called until", "must be called from", "must only be called"} {
		if strings.Contains(text, words) {
			return true
		}
	}
	safe := strings.Contains(text, "safe for concurrent") || strings.Contains(text, "safe for use by multiple") || strings.Contains(text, "thread-safe")
	safe = safe && !strings.Contains(text, "not ")
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "mu", "held", "hold", "holds", "holding", "race", "races", "racy":
			return true
		}
		switch {
		case strings.HasPrefix(word, "lock"), strings.HasPrefix(word, "unlock"), strings.HasPrefix(word, "mutex"), strings.HasPrefix(word, "rwmutex"):
			return true
		case !safe && (strings.HasPrefix(word, "concurren") || strings.HasPrefix(word, "thread") || strings.HasPrefix(word, "synchroni")):
			return true
		}
	}
	return false
}
