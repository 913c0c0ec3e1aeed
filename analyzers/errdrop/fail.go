package errdrop

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// mayFail reports whether call can fail at all: a function of another package
// that is given nothing, or constants only, such as url.Parse of a literal, has
// been tried out.
func mayFail(p *flow.Package, call *ssa.Call) bool {
	name := flow.CalleeName(call.Common())
	if opens(name) {
		return true
	}
	if name == "(*gorm.io/gorm.DB).DB" || makesCipher(name) || strings.HasPrefix(name, "crypto/rand.") { // random numbers do not fail since Go 1.24
		return false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || len(call.Call.Args) == 0 && len(flow.Origin(fn).Blocks) > 0 {
		return true
	}
	for _, arg := range call.Call.Args {
		if !triedOut(p, arg, 0) {
			return true
		}
	}
	return false
}

// opens reports whether the function depends on the world, not only on its
// arguments.
func opens(name string) bool {
	for _, prefix := range []string{"os.", "net.", "net/http.Get", "net/http.Post", "net/http.Head", "database/sql.", "(*net/http.Client)", "os/user.", "time.LoadLocation"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// makesCipher reports whether the function makes a cipher, hash or compressor,
// which fails only for a key of the wrong length, or a wrong level.
func makesCipher(name string) bool {
	pkg, fn, _ := strings.Cut(name[strings.LastIndex(name, "/")+1:], ".")
	return strings.HasPrefix(fn, "New") && (strings.HasPrefix(name, "crypto/") || strings.HasPrefix(name, "compress/") || strings.Contains(name, "golang.org/x/crypto/") || strings.HasSuffix(pkg, "hash"))
}

// triedOut reports whether v is the same in every execution as far as a parser
// is concerned: a constant, an address that starts with one, or a parameter
// that every caller in the package gives one for.
func triedOut(p *flow.Package, v ssa.Value, depth int) bool {
	if depth > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Const, *ssa.Function:
		return true
	case *ssa.MakeInterface:
		return triedOut(p, v.X, depth+1) || isReader(v.X.Type())
	case *ssa.Phi:
		return allTriedOut(p, v.Edges, depth)
	case *ssa.BinOp:
		return v.Op == token.ADD && (isAddress(v.X) || triedOut(p, v.X, depth+1))
	case *ssa.Call:
		return flow.CalleeName(v.Common()) == "fmt.Sprintf" && isAddress(v.Call.Args[0])
	case *ssa.Parameter:
		args, _ := p.Arguments(v)
		args = slices.DeleteFunc(args, func(arg ssa.Value) bool { return arg == ssa.Value(v) }) // recursion
		return allTriedOut(p, args, depth)
	case *ssa.UnOp:
		if g, ok := v.X.(*ssa.Global); ok {
			stored, _ := p.Stored(g)
			return allTriedOut(p, stored, depth)
		}
	}
	return types.TypeString(v.Type(), nil) == "context.Context" || isReader(v.Type())
}

func allTriedOut(p *flow.Package, values []ssa.Value, depth int) bool {
	for _, v := range values {
		if !triedOut(p, v, depth+1) {
			return false
		}
	}
	return len(values) > 0
}

// isAddress reports whether the text v starts with the scheme of an address,
// or leaves it to a format.
func isAddress(v ssa.Value) bool {
	for {
		add, ok := v.(*ssa.BinOp)
		if !ok {
			break
		}
		v = add.X
	}
	k, ok := v.(*ssa.Const)
	if !ok || k.Value == nil || k.Value.Kind() != constant.String {
		return false
	}
	text := constant.StringVal(k.Value)
	return strings.Contains(text, "://") || strings.HasPrefix(text, "%s?") || strings.HasPrefix(text, "/")
}

// isReader reports whether t is a reader of memory, the body of a request.
func isReader(t types.Type) bool {
	switch t.String() {
	case "io.Reader", "*bytes.Buffer", "*bytes.Reader", "*strings.Reader":
		return true
	}
	return false
}

// cannotFail reports whether call works in memory, reads random numbers, runs a
// command that another has chosen, who alone knows what its failure means, or
// flushes or closes a writer that was not made here, whose error its owner learns
// of later.
func cannotFail(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "(*os/exec.Cmd).Run", "(*os/exec.Cmd).Start":
		if !ownCommand(call.Call.Args[0]) {
			return true
		}
	case "(*compress/gzip.Writer).Close":
		if made := flow.CallOf(call.Call.Args[0]); made == nil || !strings.HasPrefix(flow.CalleeName(made.Common()), "compress/gzip.NewWriter") {
			return true
		}
	}
	for i, arg := range call.Call.Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		if inMemory(arg, 0) || isRandom(arg) {
			return true
		}
		if arg.Type().String() == "*bufio.Writer" {
			made, ok := arg.(*ssa.Call)
			return i == 0 && (!ok || !strings.HasPrefix(flow.CalleeName(made.Common()), "bufio.NewWriter"))
		}
	}
	return false
}

// ownCommand reports whether the command cmd was made where it runs, with a
// constant name.
func ownCommand(cmd ssa.Value) bool {
	made := flow.CallOf(cmd)
	if made == nil {
		return false
	}
	i := 0
	switch flow.CalleeName(made.Common()) {
	case "os/exec.CommandContext":
		i = 1
	case "os/exec.Command":
	default:
		return false
	}
	_, isConst := made.Call.Args[i].(*ssa.Const)
	return isConst
}

// inMemory reports whether v is a buffer or hash, or reads from or writes to one.
func inMemory(v ssa.Value, depth int) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	switch v.Type().String() {
	case "*bytes.Buffer", "*bytes.Reader", "*strings.Reader", "*strings.Builder", "hash.Hash", "hash.Hash32", "hash.Hash64", "*hash/maphash.Hash":
		return true
	}
	if ci, ok := v.(*ssa.ChangeInterface); ok {
		return inMemory(ci.X, depth+1)
	}
	made, ok := v.(*ssa.Call)
	if !ok || depth > 3 || len(made.Call.Args) == 0 || made.Call.IsInvoke() {
		return false
	}
	fn := flow.CalleeObject(made.Common())
	return fn != nil && (strings.HasPrefix(fn.Name(), "NewWriter") || fn.Name() == "NewEncoder") && inMemory(made.Call.Args[0], depth+1)
}

// isRandom reports whether v is crypto/rand.Reader, which does not fail.
func isRandom(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Name() == "Reader" && g.Pkg.Pkg.Path() == "crypto/rand"
}

// noticed reports whether what call makes is used afterwards by a call that
// fails without it and whose error counts: a file in the directory.
func noticed(call *ssa.Call) bool {
	switch flow.CalleeName(call.Common()) {
	case "os.Mkdir", "os.MkdirAll":
	default:
		return false
	}
	for instr := range flow.Instructions(call.Parent()) {
		other, ok := instr.(*ssa.Call)
		if !ok || other == call || !returnsError(other) || len(*other.Referrers()) == 0 || !flow.Reaches(call, other) {
			continue
		}
		if fn := flow.CalleeObject(other.Common()); fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "os" || fn.Pkg().Path() == "syscall") && fn.Name() != "Stat" {
			return true
		}
	}
	return false
}

// matters are functions called for an effect that is missed if they fail.
var matters = map[string]bool{
	"os.WriteFile": true, "os.Rename": true, "os.Mkdir": true, "os.MkdirAll": true, "os.Link": true, "os.Symlink": true,
	"os.Truncate": true, "(*os.File).Truncate": true, "(*os.File).Sync": true, "os.CopyFS": true,
	"io/ioutil.WriteFile":     true,
	"encoding/json.Unmarshal": true, "(*encoding/json.Decoder).Decode": true,
	"encoding/xml.Unmarshal": true, "(*encoding/xml.Decoder).Decode": true,
	"(*encoding/gob.Decoder).Decode": true, "(*encoding/gob.Encoder).Encode": true,
	"encoding/binary.Read": true, "encoding/binary.Write": true,
	"(*database/sql.Tx).Commit": true, "(*database/sql.Rows).Scan": true, "(*database/sql.Row).Scan": true,
	"(*database/sql.DB).Exec": true, "(*database/sql.DB).ExecContext": true, "(*database/sql.Tx).Exec": true,
	"(*database/sql.Tx).ExecContext": true, "(*database/sql.Stmt).Exec": true, "(*database/sql.Stmt).ExecContext": true,
	"(*database/sql.DB).Ping": true, "(*database/sql.DB).PingContext": true,
	"(*bufio.Writer).Flush": true, "(*encoding/csv.Writer).WriteAll": true, "io.ReadFull": true,
	"net/http.ListenAndServe": true, "net/http.ListenAndServeTLS": true,
	"(*net/http.Server).ListenAndServe": true, "(*net/http.Server).ListenAndServeTLS": true,
	"(*os/exec.Cmd).Run": true, "(*os/exec.Cmd).Start": true,
	"crypto/rand.Read":              false, // never fails since Go 1.24
	"runtime/pprof.StartCPUProfile": true, "runtime/trace.Start": true,
	"(*archive/tar.Writer).WriteHeader": true, "(*archive/tar.Writer).Close": true, "(*archive/zip.Writer).Close": true,
	"(*compress/gzip.Writer).Close": true,
}
