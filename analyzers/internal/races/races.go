// Package races finds accesses of variables and maps that may happen at the
// same time in two goroutines, one of them a write, without a common lock.
//
// Two questions are kept apart. [Model.Conflicts] follows variables that a
// goroutine shares with the function that starts it: captured variables,
// fields of captured objects, package variables. [Model.Fields] collects the
// accesses of each field and package variable in the whole package with the
// locks held, for questions about who guards what.
package races

import (
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/access"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/goroutines"
	"github.com/interviewlint/interviewlint/analyzers/internal/locks"
)

// Analyzer provides the accesses of a package, found when first asked for.
var Analyzer = &analysis.Analyzer{
	Name:     "races",
	Doc:      "find accesses that no lock and no order keeps apart, for the checks",
	Requires: []*analysis.Analyzer{flow.Analyzer, goroutines.Analyzer, locks.Analyzer},
	Run: func(pass *analysis.Pass) (any, error) {
		return &Model{Flow: flow.Of(pass), Goroutines: goroutines.Of(pass), Locks: locks.Of(pass)}, nil
	},
	ResultType: reflect.TypeFor[*Model](),
}

// A Model knows the accesses of one package. Its methods may be called from
// several passes at once.
type Model struct {
	Flow       *flow.Package
	Goroutines *goroutines.Model
	Locks      *locks.Model

	cache    sync.Mutex
	accesses map[*ssa.Function][]*Access
	turns    map[*ssa.Function]*turns
	origins  *access.Origins

	find      sync.Once
	conflicts []*Conflict

	collect sync.Once
	fields  []*Field
	byClass map[access.Class]*Field

	declare      sync.Once
	declarations map[declaration]bool

	once    sync.Once
	runOnce map[*ssa.Function]bool

	byValue  sync.Once
	indirect map[*ssa.Function][]ssa.CallInstruction
}

// Of returns the accesses of the package of pass, whose analyzer must require
// [Analyzer].
func Of(pass *analysis.Pass) *Model { return pass.ResultOf[Analyzer].(*Model) }

// originsOf returns the origins of the maps of the package.
func (m *Model) originsOf() *access.Origins {
	m.cache.Lock()
	defer m.cache.Unlock()
	if m.origins == nil {
		m.origins = access.NewOrigins(m.Flow)
	}
	return m.origins
}

// A Guard is a lock that is held at an access, or something else that keeps
// accesses apart in the same way: a sync.Once, a channel of capacity one.
type Guard struct {
	Path  access.Path
	Class access.Class
	Read  bool // only the read lock
	After bool // after the sync.Once has run, not in its function
}

// Excludes reports whether holding g here and h there keeps two accesses
// apart.
func (g Guard) Excludes(h Guard) bool {
	if g.Read && h.Read || g.After && h.After {
		return false
	}
	if g.Path.IsZero() || h.Path.IsZero() {
		return !g.Class.IsZero() && g.Class == h.Class
	}
	return access.Compare(g.Path, h.Path) != access.Different
}

// guarded reports whether some guard of one access keeps the other away.
func guarded(a, b []Guard) bool {
	for _, g := range a {
		for _, h := range b {
			if g.Excludes(h) {
				return true
			}
		}
	}
	return false
}
