package perrequest

import (
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
	"github.com/interviewlint/interviewlint/analyzers/internal/values"
)

// constructors make things that are meant to be shared, by full name.
var constructors = map[string]string{
	"database/sql.Open":                                   "a pool of connections",
	"database/sql.OpenDB":                                 "a pool of connections",
	"gorm.io/gorm.Open":                                   "a pool of connections",
	"github.com/jmoiron/sqlx.Open":                        "a pool of connections",
	"github.com/jmoiron/sqlx.Connect":                     "a pool of connections",
	"github.com/jackc/pgx/v5/pgxpool.New":                 "a pool of connections",
	"github.com/redis/go-redis/v9.NewClient":              "a pool of connections",
	"github.com/redis/go-redis/v9.NewClusterClient":       "a pool of connections",
	"github.com/go-redis/redis/v8.NewClient":              "a pool of connections",
	"go.mongodb.org/mongo-driver/mongo.Connect":           "a pool of connections",
	"go.mongodb.org/mongo-driver/v2/mongo.Connect":        "a pool of connections",
	"github.com/nats-io/nats.go.Connect":                  "a connection",
	"google.golang.org/grpc.NewClient":                    "a connection",
	"google.golang.org/grpc.Dial":                         "a connection",
	"google.golang.org/grpc.DialContext":                  "a connection",
	"github.com/zeromicro/go-zero/zrpc.NewClient":         "a connection",
	"github.com/zeromicro/go-zero/zrpc.MustNewClient":     "a connection",
	"github.com/cloudwego/hertz/pkg/app/client.NewClient": "a pool of connections",
	"github.com/panjf2000/ants/v2.NewPool":                "a pool of goroutines",
	"github.com/panjf2000/ants/v2.NewPoolWithFunc":        "a pool of goroutines",
	"(*net/http.Transport).Clone":                         "a pool of connections",
}

// parsers make things from text, which are the same each time if the text is
// constant: the index of the text among the arguments, the receiver included.
var parsers = map[string]struct {
	text int
	what string
}{
	"regexp.MustCompile":              {0, "a compiled expression"},
	"regexp.Compile":                  {0, "a compiled expression"},
	"(*text/template.Template).Parse": {1, "a parsed template"},
	"(*html/template.Template).Parse": {1, "a parsed template"},
}

// constructed returns what call makes that is meant to be shared, or "".
func constructed(call *ssa.Call) string {
	name := flow.CalleeName(call.Common())
	if what := constructors[name]; what != "" {
		return what
	}
	if p, ok := parsers[name]; ok && p.text < len(call.Call.Args) {
		if _, isConst := values.Unwrap(call.Call.Args[p.text]).(*ssa.Const); isConst {
			return p.what
		}
	}
	if makesKitexClient(call.Common()) {
		return "a client with its connections"
	}
	return ""
}

// makesKitexClient reports whether call is of a generated function that makes
// a client of a kitex service.
func makesKitexClient(call *ssa.CallCommon) bool {
	fn := flow.CalleeObject(call)
	if fn == nil || fn.Name() != "NewClient" && fn.Name() != "MustNewClient" || !fn.Signature().Variadic() {
		return false
	}
	params := fn.Signature().Params()
	slice, ok := params.At(params.Len() - 1).Type().(*types.Slice)
	if !ok {
		return false
	}
	named, ok := types.Unalias(slice.Elem()).(*types.Named)
	return ok && named.Obj().Name() == "Option" && named.Obj().Pkg() != nil &&
		strings.HasPrefix(named.Obj().Pkg().Path(), "github.com/cloudwego/kitex/") && strings.HasSuffix(named.Obj().Pkg().Path(), "/client")
}
