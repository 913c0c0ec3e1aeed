package typestate

// moduleClosers are those of well-known modules.
var moduleClosers = Table{
	"(github.com/spf13/afero.Fs).Open": {file, 0}, "(github.com/spf13/afero.Fs).Create": {file, 0}, "(github.com/spf13/afero.Fs).OpenFile": {file, 0},

	"google.golang.org/grpc.NewClient": {conn, 0}, "google.golang.org/grpc.Dial": {conn, 0}, "google.golang.org/grpc.DialContext": {conn, 0},
	"(*github.com/gorilla/websocket.Dialer).Dial": {conn, 0}, "(*github.com/gorilla/websocket.Dialer).DialContext": {conn, 0},
	"(*github.com/gorilla/websocket.Upgrader).Upgrade": {conn, 0},
	"github.com/coder/websocket.Dial":                  {conn, 0},
	"golang.org/x/net/websocket.Dial":                  {conn, 0},
	"golang.org/x/crypto/ssh.Dial":                     {conn, 0}, "(*golang.org/x/crypto/ssh.Client).NewSession": {conn, 0},
	"github.com/jackc/pgx/v5.Connect":     {conn, 0},
	"github.com/rabbitmq/amqp091-go.Dial": {conn, 0}, "(*github.com/rabbitmq/amqp091-go.Connection).Channel": {conn, 0},
	"(*github.com/jmoiron/sqlx.DB).Connx": {conn, 0},

	"(*github.com/jmoiron/sqlx.DB).Queryx": {rows, 0}, "(*github.com/jmoiron/sqlx.DB).QueryxContext": {rows, 0}, "(*github.com/jmoiron/sqlx.DB).NamedQuery": {rows, 0},
	"(*github.com/jmoiron/sqlx.Tx).Queryx":          {rows, 0},
	"(*github.com/jackc/pgx/v5.Conn).Query":         {pgxRows, 0},
	"(*github.com/jackc/pgx/v5/pgxpool.Pool).Query": {pgxRows, 0},
	"(github.com/jackc/pgx/v5.Tx).Query":            {pgxRows, 0},
	"(*gorm.io/gorm.DB).Rows":                       {rows, 0},
	"(*github.com/jmoiron/sqlx.Tx).QueryxContext":   {rows, 0}, "(*github.com/jmoiron/sqlx.Tx).NamedQuery": {rows, 0},
	"(*github.com/jmoiron/sqlx.Conn).QueryxContext": {rows, 0}, "(*github.com/jmoiron/sqlx.DB).NamedQueryContext": {rows, 0},
	"github.com/jmoiron/sqlx.NamedQuery": {rows, 0}, "github.com/jmoiron/sqlx.NamedQueryContext": {rows, 0}, "(*github.com/jmoiron/sqlx.Stmt).Queryx": {rows, 0},
	"(*github.com/jmoiron/sqlx.Stmt).QueryxContext": {rows, 0}, "(*github.com/jmoiron/sqlx.NamedStmt).Query": {rows, 0},
	"(*github.com/jmoiron/sqlx.NamedStmt).QueryContext": {rows, 0}, "(*github.com/jmoiron/sqlx.NamedStmt).Queryx": {rows, 0},
	"(*github.com/jmoiron/sqlx.NamedStmt).QueryxContext": {rows, 0},
	"(*github.com/jackc/pgx/v5/pgxpool.Conn).Query":      {pgxRows, 0}, "(*github.com/jackc/pgx/v5/pgxpool.Tx).Query": {pgxRows, 0},

	"(*github.com/jmoiron/sqlx.DB).Preparex": {stmt, 0}, "(*github.com/jmoiron/sqlx.DB).PrepareNamed": {stmt, 0},
	"(*github.com/jmoiron/sqlx.DB).PreparexContext": {stmt, 0}, "(*github.com/jmoiron/sqlx.DB).PrepareNamedContext": {stmt, 0},
	"(*github.com/jmoiron/sqlx.Conn).PreparexContext": {stmt, 0},

	"(*github.com/jackc/pgx/v5.Conn).SendBatch": {batch, 0}, "(github.com/jackc/pgx/v5.Tx).SendBatch": {batch, 0},
	"(*github.com/jackc/pgx/v5/pgxpool.Pool).SendBatch": {batch, 0}, "(*github.com/jackc/pgx/v5/pgxpool.Conn).SendBatch": {batch, 0},

	"(*github.com/redis/go-redis/v9.Client).Subscribe": {subscription, 0}, "(*github.com/redis/go-redis/v9.Client).PSubscribe": {subscription, 0},
	"(*github.com/redis/go-redis/v9.Client).SSubscribe": {subscription, 0}, "(*github.com/redis/go-redis/v9.ClusterClient).Subscribe": {subscription, 0},
	"(*github.com/redis/go-redis/v9.ClusterClient).PSubscribe": {subscription, 0}, "(github.com/redis/go-redis/v9.UniversalClient).Subscribe": {subscription, 0},
	"(github.com/redis/go-redis/v9.UniversalClient).PSubscribe": {subscription, 0},

	"(*github.com/jackc/pgx/v5/pgxpool.Pool).Acquire": {handle, 0},
	"github.com/fsnotify/fsnotify.NewWatcher":         {handle, 0},
	"go.etcd.io/bbolt.Open":                           {handle, 0},
	"go.etcd.io/etcd/client/v3.New":                   {handle, 0},
	"github.com/syndtr/goleveldb/leveldb.OpenFile":    {handle, 0},
}

// pools returns the table of what the package at path lends from pools: what
// AcquireX returns goes back by ReleaseX.
func pools(path string, names ...string) Table {
	t := make(Table)
	for _, name := range names {
		t[path+".Acquire"+name] = Acquire{&Protocol{What: "pooled object", Functions: []string{path + ".Release" + name}, Lent: true}, 0}
	}
	return t
}

// lends are the functions of well-known modules that neither release nor keep
// an argument.
var lends = map[string]bool{
	"(*gorm.io/gorm.DB).ScanRows": true,
}
