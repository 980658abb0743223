// Reads Parquet files with DuckDB or hyparquet and writes their values as text, or writes sample files with them.
//   node exchange.mjs read duckdb|hyparquet FILE LINES
//   node exchange.mjs write duckdb|hyparquet FILE LINES ROWS CODEC GROUP_ROWS
//   node exchange.mjs copy FILE SQL
//   node exchange.mjs query SQL
//   node exchange.mjs time FILE
// LINES gets a line per row with a space between values: null, true, false, whole numbers in decimal, floating-point
// numbers as the bits of a double in hexadecimal or NaN, text in quotes with a code of four digits for each UTF-16
// unit that is no plain character.
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { DuckDBInstance } from '@duckdb/node-api'
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { ByteWriter, parquetWrite } from 'hyparquet-writer'

const bits = new DataView(new ArrayBuffer(8))

function numberText (value) {
  if (Number.isNaN(value)) return 'NaN'
  bits.setFloat64(0, value)
  return bits.getBigUint64(0).toString(16).padStart(16, '0')
}

function textText (value) {
  let text = ''
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i)
    text += c > 32 && c < 126 && c !== 34 ? value[i] : c.toString(16).padStart(4, '0')
  }
  return `"${text}"`
}

function valueText (value, isNumber) {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'string') return textText(value)
  return typeof value === 'number' && isNumber ? numberText(value) : String(value)
}

function writeLines (path, rows, isNumber) {
  const file = openSync(path, 'w')
  let block = []
  for (const row of rows) {
    block.push(row.map((value, i) => valueText(value, isNumber[i])).join(' ') + '\n')
    if (block.length === 4096) {
      writeSync(file, block.join(''))
      block = []
    }
  }
  writeSync(file, block.join(''))
  closeSync(file)
}

async function connect () {
  const instance = await DuckDBInstance.create(':memory:')
  return instance.connect()
}

async function duckdbLines (connection, from, path) {
  const reader = await connection.runAndReadAll(`select * from ${from}`)
  const isNumber = reader.columnTypes().map(type => ['FLOAT', 'DOUBLE'].includes(String(type)))
  writeLines(path, reader.getRows(), isNumber)
}

async function hyparquetLines (path, lines) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const columns = metadata.schema.slice(1)
  const rows = await parquetReadObjects({ file, metadata, compressors })
  writeLines(lines, rows.map(row => columns.map(column => row[column.name])),
    columns.map(column => ['FLOAT', 'DOUBLE'].includes(column.type)))
}

// What goes wrong easily, in every type that flat tables hold.
const texts = ['', 'a', 'a b', 'a,b', 'a"b', 'line\nline', 'Größe', '漢字', '😀', 'null', '\u0001', 'x'.repeat(100)]
const numbers = [0, NaN, Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 0.1, -1e-7]
const longs = [0n, 1n, -1n, (1n << 63n) - 1n, -(1n << 63n), 1n << 53n, 42n]
const ints = [0, 1, -1, 2147483647, -2147483648, 42]
const samples = [
  ['int', 'INTEGER', 'INT32', row => ints[row % ints.length]],
  ['unsigned', 'UINTEGER', null, row => [0, 1, 4294967295][row % 3]],
  ['small', 'SMALLINT', null, row => (row % 65536) - 32768],
  ['long', 'BIGINT', 'INT64', row => longs[row % longs.length]],
  ['long_or_null', 'BIGINT', 'INT64', row => row % 3 === 0 ? null : BigInt(row) * 1000003n],
  ['float', 'FLOAT', 'FLOAT', row => Math.fround([0, 0.1, NaN, Infinity, 3.4028234663852886e38][row % 5])],
  ['double', 'DOUBLE', 'DOUBLE', row => row % 5 < 2 ? null : numbers[row % numbers.length]],
  ['many', 'VARCHAR', 'STRING', row => `text ${row}`],
  ['few', 'VARCHAR', 'STRING', row => row % 7 === 0 ? null : texts[row % texts.length]],
  ['flag', 'BOOLEAN', 'BOOLEAN', row => row % 4 === 0 ? null : row % 3 === 1],
  ['steady_flag', 'BOOLEAN', 'BOOLEAN', row => row < 500],
  ['only_null', 'BIGINT', 'INT64', () => null],
  ['one_text', 'VARCHAR', 'STRING', () => 'always the same']
]

async function writeWithDuckdb (path, lines, rows, codec, groupRows) {
  const connection = await connect()
  await connection.run(`create table t (${samples.map(([name, type]) => `${name} ${type}`).join(', ')})`)
  const appender = await connection.createAppender('t')
  const append = {
    INTEGER: 'appendInteger', UINTEGER: 'appendUInteger', SMALLINT: 'appendSmallInt', BIGINT: 'appendBigInt',
    FLOAT: 'appendFloat', DOUBLE: 'appendDouble', VARCHAR: 'appendVarchar', BOOLEAN: 'appendBoolean'
  }
  for (let row = 0; row < rows; row++) {
    for (const [, type, , value] of samples) {
      const cell = value(row)
      if (cell === null) appender.appendNull()
      else appender[append[type]](cell)
    }
    appender.endRow()
  }
  appender.closeSync()
  await connection.run(`copy t to '${path}' (format parquet, compression ${codec}, row_group_size ${groupRows})`)
  await duckdbLines(connection, 't', lines)
}

// hyparquet-writer makes pages of version 2, booleans as run lengths, and columns that may not be null.
function writeWithHyparquet (path, lines, rows, codec, groupRows) {
  const used = samples.filter(([, , type]) => type !== null)
  const columnData = used.map(([name, , type, value]) => {
    const data = Array.from({ length: rows }, (_, row) => value(row))
    return { name, type, data, nullable: data.some(cell => cell === null) || rows === 0 }
  })
  const writer = new ByteWriter()
  parquetWrite({
    writer, columnData, codec: codec.toUpperCase(), rowGroupSize: groupRows, pageSize: 1000,
    compressors: { GZIP: bytes => gzipSync(bytes) }
  })
  writeFileSync(path, new Uint8Array(writer.getBuffer()))
  writeLines(lines, Array.from({ length: rows }, (_, row) => used.map(([, , , value]) => value(row))),
    used.map(([, , type]) => type === 'FLOAT' || type === 'DOUBLE'))
}

// Processor seconds to read a file into a table and to write the table, on one thread.
async function time (path) {
  const connection = await connect()
  await connection.run('set threads = 1')
  const best = [Infinity, Infinity]
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage()
    await connection.run(`create or replace table t as select * from '${path}'`)
    const read = process.cpuUsage(start)
    const middle = process.cpuUsage()
    await connection.run(`copy t to '${path}.copy' (format parquet, compression snappy)`)
    const write = process.cpuUsage(middle)
    best[0] = Math.min(best[0], (read.user + read.system) / 1e6)
    best[1] = Math.min(best[1], (write.user + write.system) / 1e6)
  }
  console.log(best.join(' '))
}

const [verb, ...rest] = process.argv.slice(2)
if (verb === 'read') {
  const [tool, path, lines] = rest
  await (tool === 'duckdb' ? duckdbLines(await connect(), `'${path}'`, lines) : hyparquetLines(path, lines))
} else if (verb === 'write') {
  const [tool, path, lines, rows, codec, groupRows] = rest
  const write = tool === 'duckdb' ? writeWithDuckdb : writeWithHyparquet
  await write(path, lines, Number(rows), codec, Number(groupRows))
} else if (verb === 'copy') {
  const [path, sql, options] = rest
  await (await connect()).run(`copy (${sql}) to '${path}' (format parquet${options ? ', ' + options : ''})`)
} else if (verb === 'time') {
  await time(rest[0])
} else {
  const reader = await (await connect()).runAndReadAll(rest[0])
  for (const row of reader.getRows()) console.log(row.map(String).join(' '))
}
