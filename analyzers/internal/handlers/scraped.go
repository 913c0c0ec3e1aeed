package handlers

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/typ"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// A Scraped is a value that a call registers as a metric, which handlers of
// other packages ask for its state whenever someone looks: a function, or an
// object with the named method.
type Scraped struct {
	Value  ssa.Value
	Method string
}

// scrapers are the packages whose functions register metrics.
var scrapers = []string{"expvar", prometheus}

const prometheus = "github.com/prometheus/client_golang/prometheus"

// ScrapedBy returns the metrics that call registers.
func ScrapedBy(call *ssa.CallCommon) []Scraped {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Pkg() == nil || !within(fn.Pkg().Path(), scrapers) {
		return nil
	}
	var found []Scraped
	for _, arg := range call.Args {
		elems := values.Variadic(arg)
		if elems == nil {
			elems = []ssa.Value{arg}
		}
		for _, elem := range elems {
			if s, ok := scraped(fn, elem); ok {
				found = append(found, s)
			}
		}
	}
	return found
}

// scraped returns the metric that the argument v of fn is.
func scraped(fn *types.Func, v ssa.Value) (Scraped, bool) {
	if v == nil {
		return Scraped{}, false
	}
	_, isFunc := v.Type().Underlying().(*types.Signature)
	if isFunc && strings.HasPrefix(fn.Name(), "New") && strings.HasSuffix(fn.Name(), "Func") { // NewGaugeFunc
		return Scraped{Value: v}, true
	}
	object, ok := v.(*ssa.MakeInterface)
	switch {
	case !ok:
	case typ.Is(v.Type(), "expvar", "Var"):
		if typ.Is(object.X.Type(), "expvar", "Func") {
			return Scraped{Value: object.X}, true
		}
		return Scraped{object.X, "String"}, true
	case typ.Is(v.Type(), prometheus, "Collector"):
		return Scraped{object.X, "Collect"}, true
	}
	return Scraped{}, false
}

// imports reports whether pkg imports one of the modules itself.
func imports(pkg *types.Package, modules ...string) bool {
	for _, imp := range pkg.Imports() {
		if within(imp.Path(), modules) {
			return true
		}
	}
	return false
}
