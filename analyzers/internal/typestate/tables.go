package typestate

import (
	"go/types"
	"maps"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/interviewlint/interviewlint/analyzers/internal/flow"
)

// Protocols of the standard library and well-known modules.
var (
	file     = &Protocol{What: "file", Methods: []string{"Close"}}
	conn     = &Protocol{What: "connection", Methods: []string{"Close", "CloseNow", "CloseWithError"}}
	listener = &Protocol{What: "listener", Methods: []string{"Close"}}
	body     = &Protocol{What: "response body", Methods: []string{"Close"}, Field: "Body"}
	rows     = &Protocol{What: "rows", Methods: []string{"Close"}, DoneWhenFalse: "Next"}
	pgxRows  = &Protocol{What: "rows", Methods: []string{"Close"}, DoneWhenFalse: "Next", DoneWhenFailed: []string{"Scan", "Values"}}
	stmt     = &Protocol{What: "statement", Methods: []string{"Close"}}
	handle   = &Protocol{What: "handle", Methods: []string{"Close", "Release", "Shutdown"}}
	closing  = &Protocol{What: "writer", Methods: []string{"Close", "Flush"}, Final: true}
	flushing = &Protocol{What: "buffered writer", Methods: []string{"Flush", "Reset", "WriteAll"}, Final: true}
	tx       = &Protocol{What: "transaction", Methods: []string{"Commit", "Rollback"}, Borrows: true}
	cmemory  = &Protocol{What: "C memory", Functions: []string{"_Cfunc_free", "_Cfunc_g_free", "_Cfunc_sqlite3_free"}}
	cancel   = &Protocol{What: "cancel function", Call: true}
	ticker   = &Protocol{What: "ticker", Methods: []string{"Stop"}}

	batch        = &Protocol{What: "batch result", Methods: []string{"Close"}}
	subscription = &Protocol{What: "subscription", Methods: []string{"Close"}}
)

// Closers lists functions whose result must be closed, flushed or given back.
var Closers = merged(stdClosers, moduleClosers, Pooled)

// Pooled lists functions of frameworks whose result goes back to a pool.
var Pooled = merged(
	pools("github.com/valyala/fasthttp", "Request", "Response", "Args", "Cookie", "URI"),
	pools("github.com/cloudwego/hertz/pkg/protocol", "Request", "Response", "Cookie", "URI"),
	Table{"github.com/valyala/bytebufferpool.Get": {&Protocol{What: "pooled object", Functions: []string{"github.com/valyala/bytebufferpool.Put"}, Lent: true}, 0}},
)

// merged returns a table with the entries of all.
func merged(tables ...Table) Table {
	all := make(Table)
	for _, t := range tables {
		maps.Copy(all, t)
	}
	return all
}

// stdClosers are those of the standard library.
var stdClosers = Table{
	"os.Open": {file, 0}, "os.Create": {file, 0}, "os.OpenFile": {file, 0}, "os.CreateTemp": {file, 0}, "io/ioutil.TempFile": {file, 0}, "os.OpenRoot": {file, 0},
	"os.OpenInRoot": {file, 0}, "(*os.Root).Open": {file, 0}, "(*os.Root).Create": {file, 0}, "(*os.Root).OpenFile": {file, 0}, "(*os.Root).OpenRoot": {file, 0},
	"(io/fs.FS).Open": {file, 0}, "(net/http.FileSystem).Open": {file, 0}, "(net/http.Dir).Open": {file, 0}, "(*archive/zip.File).Open": {file, 0},
	"archive/zip.OpenReader": {file, 0}, "(*mime/multipart.FileHeader).Open": {file, 0}, "(*net/http.Request).FormFile": {file, 0}, "debug/elf.Open": {file, 0},
	"debug/macho.Open": {file, 0}, "debug/pe.Open": {file, 0},
	"net.Dial": {conn, 0}, "net.DialTimeout": {conn, 0}, "net.DialTCP": {conn, 0}, "net.DialUDP": {conn, 0}, "net.DialUnix": {conn, 0}, "net.DialIP": {conn, 0},
	"(*net.Dialer).Dial": {conn, 0}, "(*net.Dialer).DialContext": {conn, 0}, "crypto/tls.Dial": {conn, 0}, "crypto/tls.DialWithDialer": {conn, 0},
	"(*crypto/tls.Dialer).Dial": {conn, 0}, "(*crypto/tls.Dialer).DialContext": {conn, 0}, "net.FileConn": {conn, 0}, "net.ListenPacket": {conn, 0},
	"net.ListenUDP": {conn, 0}, "net.ListenMulticastUDP": {conn, 0}, "net.ListenUnixgram": {conn, 0}, "net.ListenIP": {conn, 0},
	"(*net.ListenConfig).ListenPacket": {conn, 0}, "(net.Listener).Accept": {conn, 0}, "(*net.TCPListener).Accept": {conn, 0}, "(*net.TCPListener).AcceptTCP": {conn, 0},
	"(*net.UnixListener).Accept": {conn, 0}, "(*net.UnixListener).AcceptUnix": {conn, 0}, "(net/http.Hijacker).Hijack": {conn, 0}, "net/smtp.Dial": {conn, 0},
	"net/rpc.Dial": {conn, 0}, "net/rpc.DialHTTP": {conn, 0}, "net/textproto.Dial": {conn, 0},
	"net.Listen": {listener, 0}, "net.ListenTCP": {listener, 0}, "net.ListenUnix": {listener, 0}, "crypto/tls.Listen": {listener, 0},
	"(*net.ListenConfig).Listen": {listener, 0}, "net.FileListener": {listener, 0},
	"net/http.Get": {body, 0}, "net/http.Post": {body, 0}, "net/http.PostForm": {body, 0}, "(*net/http.Client).Do": {body, 0}, "(*net/http.Client).Get": {body, 0},
	"(*net/http.Client).Post": {body, 0}, "(*net/http.Client).PostForm": {body, 0}, "(net/http.RoundTripper).RoundTrip": {body, 0},
	"(*net/http.Transport).RoundTrip": {body, 0},
	"(*database/sql.DB).Query":        {rows, 0}, "(*database/sql.DB).QueryContext": {rows, 0}, "(*database/sql.Tx).Query": {rows, 0},
	"(*database/sql.Tx).QueryContext": {rows, 0}, "(*database/sql.Stmt).Query": {rows, 0}, "(*database/sql.Stmt).QueryContext": {rows, 0},
	"(*database/sql.Conn).QueryContext": {rows, 0},
	"(*database/sql.DB).Prepare":        {stmt, 0}, "(*database/sql.DB).PrepareContext": {stmt, 0}, "(*database/sql.Conn).PrepareContext": {stmt, 0},
	"(*database/sql.DB).Conn": {conn, 0},
	"database/sql.Open":       {handle, 0},
	"compress/gzip.NewWriter": {closing, 0}, "compress/gzip.NewWriterLevel": {closing, 0}, "compress/zlib.NewWriter": {closing, 0},
	"compress/zlib.NewWriterLevel": {closing, 0}, "compress/flate.NewWriter": {closing, 0}, "compress/lzw.NewWriter": {closing, 0}, "archive/zip.NewWriter": {closing, 0},
	"archive/tar.NewWriter": {closing, 0}, "encoding/base64.NewEncoder": {closing, 0}, "encoding/base32.NewEncoder": {closing, 0}, "encoding/hex.Dumper": {closing, 0},
	"mime/multipart.NewWriter": {closing, 0}, "mime/quotedprintable.NewWriter": {closing, 0},
	"bufio.NewWriter": {flushing, 0}, "bufio.NewWriterSize": {flushing, 0}, "encoding/csv.NewWriter": {flushing, 0}, "text/tabwriter.NewWriter": {flushing, 0},
}

// Tickers lists functions whose result had to be stopped before Go 1.23.
var Tickers = Table{"time.NewTicker": {ticker, 0}}

// Transactions lists functions whose result must be committed or rolled back.
var Transactions = Table{
	"(*database/sql.DB).Begin": {tx, 0}, "(*database/sql.DB).BeginTx": {tx, 0}, "(*database/sql.Conn).BeginTx": {tx, 0},
	"(*github.com/jmoiron/sqlx.DB).Beginx": {tx, 0}, "(*github.com/jmoiron/sqlx.DB).BeginTxx": {tx, 0}, "(*github.com/jmoiron/sqlx.DB).MustBegin": {tx, 0}, "(*github.com/jmoiron/sqlx.DB).MustBeginTx": {tx, 0},
	"(*github.com/jackc/pgx/v5.Conn).Begin": {tx, 0}, "(*github.com/jackc/pgx/v5.Conn).BeginTx": {tx, 0}, "(*github.com/jackc/pgx/v5/pgxpool.Pool).Begin": {tx, 0}, "(*github.com/jackc/pgx/v5/pgxpool.Pool).BeginTx": {tx, 0},
	"(*github.com/jackc/pgx/v5/pgxpool.Conn).Begin": {tx, 0}, "(*github.com/jackc/pgx/v5/pgxpool.Conn).BeginTx": {tx, 0}, "(github.com/jackc/pgx/v5.Tx).Begin": {tx, 0}, "(*github.com/jmoiron/sqlx.Conn).BeginTxx": {tx, 0},
	"(*gorm.io/gorm.DB).Begin": {tx, 0}, "(*go.etcd.io/bbolt.DB).Begin": {tx, 0},
}

// Cancels lists functions of the standard library whose result must be called.
var Cancels = Table{
	"context.WithCancel": {cancel, 1}, "context.WithTimeout": {cancel, 1}, "context.WithDeadline": {cancel, 1},
	"context.WithCancelCause": {cancel, 1}, "context.WithTimeoutCause": {cancel, 1}, "context.WithDeadlineCause": {cancel, 1},
	"os/signal.NotifyContext": {cancel, 1},
}

// Cancel reports whether call, of any function, returns a context together with
// the function that cancels it.
func Cancel(call *ssa.Call) (Acquire, bool) {
	results := call.Call.Signature().Results()
	hasContext, at := false, -1
	for i := range results.Len() {
		switch t := results.At(i).Type(); {
		case isNamed(t, "context", "Context"):
			hasContext = true
		case isNamed(t, "context", "CancelFunc"), isNamed(t, "context", "CancelCauseFunc"):
			at = i
		}
	}
	return Acquire{cancel, at}, hasContext && at >= 0
}

// CMemory reports whether call, in code made by cgo, allocates C memory.
func CMemory(call *ssa.Call) (Acquire, bool) {
	switch CName(flow.CalleeObject(call.Common())) {
	case "C.CString", "C.CBytes", "C.malloc", "C.calloc", "C.strdup":
		return Acquire{cmemory, 0}, true
	}
	return Acquire{}, false
}

// CName returns the name of the C function that cgo made fn for, or "".
func CName(fn *types.Func) string {
	if fn == nil {
		return ""
	}
	name, ok := strings.CutPrefix(fn.Name(), "_Cfunc_")
	switch {
	case !ok:
		return ""
	case name == "_CMalloc":
		return "C.malloc"
	}
	return "C." + name
}
