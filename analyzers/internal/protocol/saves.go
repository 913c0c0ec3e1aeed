package protocol

import (
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Saves reports whether call makes something last, as os.WriteFile does, or is
// of a function of the package that returns the error of doing so.
func Saves(call *ssa.Call) bool { return saving[flow.CalleeName(call.Common())] || savesBy(call, 0) }

func savesBy(call *ssa.Call, depth int) bool {
	fn := call.Call.StaticCallee()
	if fn == nil || depth > 3 {
		return false
	}
	if depth > 0 && len(flow.Origin(call.Parent()).Blocks) != 1 {
		return false // only what forwards a call, and nothing else
	}
	for _, block := range flow.Origin(fn).Blocks {
		ret, ok := block.Instrs[len(block.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 {
			continue
		}
		v := flow.Results(ret)[len(ret.Results)-1]
		if e, ok := v.(*ssa.Extract); ok {
			v = e.Tuple
		}
		if inner, ok := v.(*ssa.Call); ok && (saving[flow.CalleeName(inner.Common())] || savesBy(inner, depth+1)) {
			return true
		}
	}
	return false
}

// saving are functions that make something last.
var saving = map[string]bool{
	"os.WriteFile": true, "os.Rename": true, "io/ioutil.WriteFile": true,
	"(*database/sql.Tx).Commit": true, "(*database/sql.DB).Exec": true, "(*database/sql.DB).ExecContext": true,
	"(*database/sql.Tx).Exec": true, "(*database/sql.Tx).ExecContext": true, "(*database/sql.Stmt).Exec": true, "(*database/sql.Stmt).ExecContext": true,
}
