using System.Text.Json.Serialization;
using ProjectFlow.Core.Registers;

namespace ProjectFlow.Core.Cases;

// The names are the stored and public format: add, never rename.
[JsonDerivedType(typeof(RecordEvent.Entered), "record-entered-v1")]
[JsonDerivedType(typeof(RecordEvent.Changed), "record-changed-v1")]
[JsonDerivedType(typeof(RecordEvent.Moved), "record-moved-v1")]
[JsonDerivedType(typeof(RecordEvent.Removed), "record-removed-v1")]
[JsonDerivedType(typeof(RecordEvent.Linked), "record-linked-v1")]
[JsonDerivedType(typeof(RecordEvent.Unlinked), "record-unlinked-v1")]
[JsonDerivedType(typeof(RecordEvent.Resealed), "record-resealed-v1")]
[JsonDerivedType(typeof(RecordEvent.Unsealed), "record-unsealed-v1")]
[JsonDerivedType(typeof(RecordEvent.RetentionEnded), "record-retention-ended-v1")]
public abstract partial record CaseEvent;
