using System.Text.Json.Serialization;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

// The names are the stored and public format: add, never rename.
[JsonDerivedType(typeof(RecordCommand.PutRecord), "put-record")]
[JsonDerivedType(typeof(RecordCommand.MoveRecord), "move-record")]
[JsonDerivedType(typeof(RecordCommand.RemoveRecord), "remove-record")]
[JsonDerivedType(typeof(RecordCommand.LinkRecord), "link-record")]
[JsonDerivedType(typeof(RecordCommand.UnlinkRecord), "unlink-record")]
public abstract partial record CaseCommand;
