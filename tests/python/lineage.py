"""Every event is one that OpenLineage's own library could have written: its classes, generated from the specification,
take it apart without a field left over, missing or of another type, and name the same schemas.

Usage: lineage.py EVENTS.jsonl
"""

import enum
import json
import sys
import types
import typing

import attr
from openlineage.client import event_v2
from openlineage.client.generated import (
    column_lineage_dataset,
    data_quality_assertions_dataset,
    dataset_version_dataset,
    datasource_dataset,
    error_message_run,
    job_type_job,
    output_statistics_output_dataset,
    parent_run,
    processing_engine_run,
    schema_dataset,
    source_code_job,
)

FACETS = {
    "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet,
    "dataQualityAssertions": data_quality_assertions_dataset.DataQualityAssertionsDatasetFacet,
    "dataSource": datasource_dataset.DatasourceDatasetFacet,
    "datasetVersion": dataset_version_dataset.DatasetVersionDatasetFacet,
    "errorMessage": error_message_run.ErrorMessageRunFacet,
    "jobType": job_type_job.JobTypeJobFacet,
    "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
    "parent": parent_run.ParentRunFacet,
    "processing_engine": processing_engine_run.ProcessingEngineRunFacet,
    "schema": schema_dataset.SchemaDatasetFacet,
    "sourceCode": source_code_job.SourceCodeJobFacet,
}


def build(kind, value, where):
    """An object of the library made of JSON; whatever does not fit is an error that says where."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        kinds = [one for one in typing.get_args(kind) if one is not type(None)]
        return build(kinds[0], value, where)
    if origin is list:
        assert isinstance(value, list), f"{where}: {value!r} is no list"
        return [build(typing.get_args(kind)[0], item, f"{where}[{n}]") for n, item in enumerate(value)]
    if origin is dict:
        assert isinstance(value, dict), f"{where}: {value!r} is no object"
        of = typing.get_args(kind)[1]
        facets = attr.has(of) and of.__name__.endswith("Facet")
        return {name: build(FACETS[name] if facets else of, item, f"{where}.{name}") for name, item in value.items()}
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return kind(value)
    if attr.has(kind):
        return build_class(kind, value, where)
    assert kind is typing.Any or type(value) is kind, f"{where}: {value!r} is no {kind}"
    return value


def build_class(kind, value, where):
    hints = typing.get_type_hints(kind)
    given = dict(value)
    schema = given.pop("schemaURL", given.pop("_schemaURL", None))
    if hasattr(kind, "producer") or hasattr(kind, "_producer"):
        assert schema == kind._get_schema(), f"{where}: {schema}, expected {kind._get_schema()}"
    fields = {field.name: field.alias for field in attr.fields(kind)}
    for name in given:
        assert name in fields, f"{where}: {kind.__name__} has no {name}"
    return kind(**{fields[name]: build(hints[name], item, f"{where}.{name}") for name, item in given.items()})


with open(sys.argv[1]) as file:
    events = [json.loads(line) for line in file]
seen = set()
for number, event in enumerate(events):
    built = build(event_v2.RunEvent, event, f"event {number}")
    assert built.run.runId == event["run"]["runId"]
    for part in [event["run"], event["job"], *event["inputs"], *event["outputs"]]:
        for group in ("facets", "inputFacets", "outputFacets"):
            seen.update(part.get(group, {}))
print(f"openlineage: {len(events)} events with {', '.join(sorted(seen))}")
