package dev.dcmrig.world.telematics;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * The model behind the mappings: a mapping that names the transformer {@code vehicle} and the
 * parameter {@code does} reads or changes the vehicle's state.
 */
final class VehicleModel implements ResponseTransformerV2 {
  private final VehicleState state;

  VehicleModel(VehicleState state) {
    this.state = state;
  }

  @Override
  public String getName() {
    return "vehicle";
  }

  @Override
  public boolean applyGlobally() {
    return false;
  }

  @Override
  public Response transform(Response response, ServeEvent event) {
    if (state.status != 200) {
      return Response.Builder.like(response).but().status(state.status).body("").build();
    }
    String does = event.getTransformerParameters().getString("does", "");
    switch (does) {
      case "configuration" -> {
        return Response.Builder.like(response).but().body(state.configuration()).build();
      }
      case "emergency-call" ->
          state.emergencyCallEnabled =
              event.getRequest().getBodyAsString().contains("\"enabled\":true");
      case "data-connectivity" ->
          state.dataRestricted = event.getRequest().getBodyAsString().contains("restricted");
      case "lapse" -> state.subscribed = false;
      default -> {
        // The mapping's own answer stands.
      }
    }
    return response;
  }
}
