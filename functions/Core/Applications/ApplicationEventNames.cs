using System.Text.Json.Serialization;
using ProjectFlow.Core.Applications;

namespace ProjectFlow.Core.Cases;

// The names are the stored and public format: add, never rename.
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ApplicationEvent.Drafted), "drafted-v1")]
public abstract partial record CaseEvent;
