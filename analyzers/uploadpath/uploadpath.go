package uploadpath

import (
	_ "embed"
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/deliberate"
	"github.com/interviewlint/interviewlint/analyzers/internal/directive"
	"github.com/interviewlint/interviewlint/analyzers/internal/docs"
	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/handlers"
	"github.com/interviewlint/interviewlint/analyzers/internal/report"
	"github.com/interviewlint/interviewlint/analyzers/internal/syntax"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

//go:embed doc.go
var doc string

// Analyzer reports names chosen by a client that become paths of files.
var Analyzer = &analysis.Analyzer{
	Name:     "uploadpath",
	Doc:      docs.MustExtract(doc, "uploadpath"),
	URL:      docs.URL("uploadpath"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, flow.Analyzer},
}

// sinks are the functions that take the path of a file, with its index among
// the arguments, the receiver included.
var sinks = map[string]int{
	"os.Create": 0, "os.OpenFile": 0, "os.Open": 0, "os.ReadFile": 0, "os.WriteFile": 0, "os.Remove": 0, "os.RemoveAll": 0,
	"os.Mkdir": 0, "os.MkdirAll": 0, "net/http.ServeFile": 2,
	"(*github.com/gin-gonic/gin.Context).SaveUploadedFile":                  2,
	"(*github.com/gin-gonic/gin.Context).File":                              1,
	"(*github.com/gin-gonic/gin.Context).FileAttachment":                    1,
	"(*github.com/cloudwego/hertz/pkg/app.RequestContext).SaveUploadedFile": 2,
	"(*github.com/cloudwego/hertz/pkg/app.RequestContext).File":             1,
	"(*github.com/gofiber/fiber/v2.Ctx).SaveFile":                           2,
	"(*github.com/gofiber/fiber/v2.Ctx).SendFile":                           1,
	"(*github.com/gofiber/fiber/v2.Ctx).Download":                           1,
	"(github.com/gofiber/fiber/v3.Ctx).SaveFile":                            1,
	"(github.com/gofiber/fiber/v3.Ctx).SendFile":                            0,
	"(github.com/gofiber/fiber/v3.Ctx).Download":                            0,
}

// carriers are the functions whose result holds their string arguments.
var carriers = map[string]bool{
	"path.Join": true, "path/filepath.Join": true, "fmt.Sprintf": true, "fmt.Sprint": true, "path/filepath.FromSlash": true, "path.Clean": true, "path/filepath.Clean": true,
	"strings.TrimPrefix": true, "strings.TrimSuffix": true, "strings.TrimSpace": true, "strings.TrimLeft": true, "strings.Trim": true, "strings.ToLower": true,
}

func run(pass *analysis.Pass) (any, error) {
	if !handlers.Imported(pass.Pkg) && !syntax.Imports(pass.Pkg, "archive/zip", "archive/tar") {
		return nil, nil
	}
	p := flow.Of(pass)
	for _, fn := range p.Functions() {
		if deliberate.InTest(pass.Fset, fn.Pos()) || checksPaths(fn) {
			continue
		}
		for instr := range flow.Instructions(fn) {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			name := flow.CalleeName(call.Common())
			index, isSink := sinks[name]
			if !isSink || index >= len(call.Common().Args) {
				continue
			}
			if source := chosenByClient(p, call.Common().Args[index], 0); source != nil {
				report.At(pass, p.Range(call), "", fmt.Sprintf("a client chooses %s, which becomes a path of %s: it may name %s",
					describe(p, source), flow.CalleeObject(call.Common()).Name(), reach(source)),
					report.Step(p.Range(source), "the name comes from the request here"))
			}
		}
	}
	return nil, nil
}

// chosenByClient returns where a part of the string v comes from the request,
// or nil.
func chosenByClient(p *flow.Package, v ssa.Value, depth int) ssa.Instruction {
	if v == nil || depth > 8 {
		return nil
	}
	v = values.Unwrap(v)
	if instr, ok := v.(ssa.Instruction); ok && (handlers.Sent(v) || isArchived(v)) {
		return instr
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if v.Op == token.ADD {
			if s := chosenByClient(p, v.X, depth+1); s != nil {
				return s
			}
			return chosenByClient(p, v.Y, depth+1)
		}
	case *ssa.Phi:
		for _, edge := range v.Edges {
			if s := chosenByClient(p, edge, depth+1); s != nil {
				return s
			}
		}
	case *ssa.UnOp:
		if field, ok := v.X.(*ssa.FieldAddr); ok && isFilename(field) {
			return v
		}
		stored, _ := p.Stored(v.X)
		for _, s := range stored {
			if s := chosenByClient(p, s, depth+1); s != nil {
				return s
			}
		}
	case *ssa.Parameter:
		args, complete := p.Arguments(v)
		for _, arg := range args {
			if s := chosenByClient(p, arg, depth+1); s != nil && complete {
				return s
			}
		}
	case *ssa.Call:
		if name := flow.CalleeName(v.Common()); !carriers[name] || strings.HasSuffix(name, ".Clean") && isRooted(p, v.Call.Args[0]) {
			return nil
		}
		for i, arg := range v.Call.Args {
			if s := chosenByClient(p, arg, depth+1); s != nil {
				return s
			}
			for _, elem := range values.Variadic(arg) {
				if s := chosenByClient(p, elem, depth+1); s != nil && i == len(v.Call.Args)-1 {
					return s
				}
			}
		}
	}
	return nil
}

// isRooted reports whether the path v starts at the root, so that cleaning it
// leaves no way up.
func isRooted(p *flow.Package, v ssa.Value) bool {
	parts := values.Parts(p, v)
	return len(parts) > 0 && strings.HasPrefix(parts[0].Text, "/")
}

// reach returns which files the name from source can name. The names of
// uploaded files have no directory: mime/multipart takes it away.
func reach(source ssa.Instruction) string {
	if load, ok := source.(*ssa.UnOp); ok {
		if field, ok := load.X.(*ssa.FieldAddr); ok && isFilename(field) {
			return "the file of another upload, or a hidden one"
		}
	}
	return "any file"
}

// isArchived reports whether v is the name of a file in an archive.
func isArchived(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	field, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	f := flow.FieldOf(field)
	return f != nil && f.Name() == "Name" && f.Pkg() != nil && (f.Pkg().Path() == "archive/zip" || f.Pkg().Path() == "archive/tar")
}

// isFilename reports whether addr is the Filename of an uploaded file.
func isFilename(addr *ssa.FieldAddr) bool {
	f := flow.FieldOf(addr)
	return f != nil && f.Name() == "Filename" && f.Pkg() != nil && f.Pkg().Path() == "mime/multipart"
}

// checksPaths reports whether fn, or a literal in it, looks at a name before it
// uses it: with filepath.IsLocal, for "..", or against a list.
func checksPaths(fn *ssa.Function) bool {
	for instr := range flow.Instructions(fn) {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		switch flow.CalleeName(call.Common()) {
		case "path/filepath.IsLocal", "path/filepath.EvalSymlinks", "path/filepath.Localize", "path/filepath.Rel", "strings.HasPrefix", "strings.Contains", "strings.ContainsAny",
			"(*regexp.Regexp).MatchString", "slices.Contains", "io/fs.ValidPath":
			return true
		}
	}
	return false
}

func describe(p *flow.Package, source ssa.Instruction) string {
	if v, ok := source.(ssa.Value); ok {
		if n := p.Name(v); n != "" {
			return n
		}
	}
	return "the name"
}
